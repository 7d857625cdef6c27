import { describe, expect, it } from 'vitest';
import { DEADLINE_MS, setUp } from './ledger.fixture.ts';

describe('the deadline', () => {
  it('holds for a report that a suspended page reads before its timer runs', () => {
    const { order, report, clock, last, states } = setUp();
    const id = order();
    clock.suspend(DEADLINE_MS);
    report('relay', true);
    expect(last(id)).toMatchObject({ state: 'timed-out', reportedValue: true });
    clock.advance(1);
    expect(states(id)).toEqual(['pending', 'sent', 'timed-out']);
  });

  it('holds for a no that comes after it, but keeps its words', () => {
    const { order, ledger, link, clock, last } = setUp();
    const id = order();
    clock.suspend(DEADLINE_MS);
    ledger.rejected({ connection: link.id, device: 'relay', property: 'state' }, 'out of range');
    expect(last(id)).toMatchObject({ state: 'timed-out', reason: 'out of range' });
  });

  it('says no more of a long report than is kept of it', () => {
    const { order, report, clock, last } = setUp();
    const id = order();
    report('relay', 'x'.repeat(600));
    clock.advance(DEADLINE_MS);
    const { reason, reportedValue } = last(id) ?? {};
    expect(reason?.match(/x+/)?.[0]).toBe(reportedValue);
  });

  it('tears down a link that has been silent since the order was sent, before the end is told', () => {
    const order: string[] = [];
    const set = setUp({ changed: ({ state }) => order.push(state) });
    set.link.onSuspect = () => order.push('torn down');
    set.order();
    set.clock.advance(DEADLINE_MS);
    expect(order).toEqual(['pending', 'sent', 'torn down', 'timed-out']);
    expect(set.link.suspected).toEqual(['relay']);
  });

  it('ends the other commands of a link that is torn down as broken off', () => {
    const { order, link, ledger, clock, last } = setUp();
    link.onSuspect = () => ledger.linkClosed(link.id);
    const first = order('relay');
    clock.advance(1_000);
    const second = order('relay-2');
    clock.advance(DEADLINE_MS - 1_000);
    expect(last(first)?.state).toBe('timed-out');
    expect(last(second)?.state).toBe('rejected');
  });

  it('ends an order of which neither device nor back end will speak, as a write to a socket confirms nothing', () => {
    const { order, clock, last } = setUp();
    const id = order('blind');
    expect(last(id)?.state).toBe('sent');
    clock.advance(DEADLINE_MS);
    expect(last(id)).toMatchObject({ state: 'timed-out', confirmedBy: null });
    expect(last(id)?.reason).toContain('nothing on this link tells');
  });

  it('tears down a silent link on which no report was due, too, but not as one that failed', () => {
    const { order, link, clock } = setUp();
    order('blind');
    clock.advance(DEADLINE_MS);
    expect(link.suspected).toEqual(['blind']);
    expect(link.overdue).toEqual([]);
    link.signAt = clock.time + 1;
    order('blind');
    clock.advance(DEADLINE_MS);
    expect(link.suspected).toEqual(['blind']);
    order('relay');
    clock.advance(DEADLINE_MS);
    expect(link.overdue).toEqual(['relay']);
  });
});
