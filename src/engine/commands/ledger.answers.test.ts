import { describe, expect, it } from 'vitest';
import { DEADLINE_MS, setUp } from './ledger.fixture.ts';

const NOBODY = { connection: 'c', device: null, property: null };

function withLink() {
  const set = setUp();
  const { ledger, link } = set;
  const connection = link.id;
  return {
    ...set,
    refuse: (device: string | null = null, property: string | null = null) =>
      ledger.rejected({ connection, device, property }, 'no'),
  };
}

describe('an answer that does not say which order it is about', () => {
  it('ends the only order that is open on its link', () => {
    const { order, refuse, last } = withLink();
    const id = order('relay');
    refuse();
    expect(last(id)).toMatchObject({ state: 'rejected', reason: 'no', outcome: 'not-done' });
  });

  it('ends neither of two, but the one whose device it names', () => {
    const { order, refuse, last } = withLink();
    const first = order('relay');
    const second = order('fan');
    refuse();
    refuse('lamp');
    expect([last(first)?.state, last(second)?.state]).toEqual(['sent', 'sent']);
    refuse('fan');
    expect([last(first)?.state, last(second)?.state]).toEqual(['sent', 'rejected']);
    refuse();
    expect(last(first)?.state).toBe('rejected');
  });

  it('ends no order that left by a request of its own, and none of another connection', () => {
    const { order, refuse, ledger, last } = withLink();
    const posted = order('http');
    const sent = order('relay');
    ledger.rejected({ ...NOBODY, connection: 'other' }, 'no');
    expect(last(sent)?.state).toBe('sent');
    refuse();
    expect(last(sent)?.state).toBe('rejected');
    refuse();
    expect(last(posted)?.state).toBe('sent');
  });

  it('ends neither half of a pulse while both are open', () => {
    const { ledger, link, orderOf, clock, refuse, steps } = withLink();
    ledger.order({ ...orderOf('relay', true), pulse: { ms: 100, release: false } }, link);
    clock.advance(200);
    refuse();
    expect(new Set(steps.slice(-2).map(({ state }) => state))).toEqual(new Set(['pending', 'sent']));
  });
});

describe('an answer that everybody hears of, whoever asked', () => {
  it('ends an order of ours without saying that it was not done: the device may yet do what it asks', () => {
    const { order, report, ledger, link, states, last, notices } = setUp();
    report('relay', false);
    const id = order('relay');
    ledger.rejected({ connection: link.id, device: 'relay', property: 'state' }, 'No.', true);
    expect(last(id)).toMatchObject({ reason: 'No. It may have been somebody else’s.', outcome: 'unknown' });
    report('relay', true);
    expect(states(id)).toEqual(['pending', 'sent', 'rejected']);
    expect(notices).toEqual([expect.stringContaining('only after the order')]);
  });
});

describe('an answer that may be a late one to an order that timed out', () => {
  /** One order has timed out on a link that goes on living, and another is open. */
  function afterTimeOut() {
    const set = withLink();
    set.order('relay');
    set.clock.advance(1_000);
    // The device says something else: the link lives.
    set.report('other', 1);
    set.clock.advance(DEADLINE_MS - 1_000);
    return { ...set, id: set.order('fan') };
  }

  it('ends nothing', () => {
    const { refuse, last, id } = afterTimeOut();
    refuse();
    expect(last(id)?.state).toBe('sent');
    refuse('fan', 'state');
    expect(last(id)?.state).toBe('rejected');
  });

  it('ends nothing of the same target either', () => {
    const { order, refuse, last } = afterTimeOut();
    const again = order('relay');
    refuse('relay', 'state');
    expect(last(again)?.state).toBe('sent');
  });

  it('counts again once the link has broken since, or a minute has gone by', () => {
    const broken = afterTimeOut();
    broken.ledger.linkClosed(broken.link.id);
    const onNew = broken.order('lamp');
    broken.refuse();
    expect(broken.last(onNew)?.state).toBe('rejected');

    const later = afterTimeOut();
    later.report('fan', true);
    later.clock.advance(60_000);
    const much = later.order('lamp');
    later.refuse();
    expect(later.last(much)?.state).toBe('rejected');
  });
});

describe('a connection', () => {
  it('is being ordered from an order to its end, and for the whole of a pulse', () => {
    const { ledger, link, order, orderOf, report, clock } = setUp();
    const isOrdering = () => ledger.isOrdering(link.id);
    expect(isOrdering()).toBe(false);
    order('relay');
    expect([isOrdering(), ledger.isOrdering('other')]).toEqual([true, false]);
    report('relay', true);
    expect(isOrdering()).toBe(false);
    ledger.order({ ...orderOf('bell', true), pulse: { ms: 2_000, release: false } }, link);
    report('bell', true);
    expect(isOrdering()).toBe(true);
    clock.advance(2_000);
    expect(isOrdering()).toBe(true);
    report('bell', false);
    expect(isOrdering()).toBe(false);
  });
});
