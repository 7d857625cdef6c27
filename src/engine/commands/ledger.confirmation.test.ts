import { describe, expect, it } from 'vitest';
import { DEADLINE_MS, setUp } from './ledger.fixture.ts';

describe('an order', () => {
  it('is not confirmed by what was reported before it was sent', () => {
    const { order, report, clock, last } = setUp();
    report('relay', true);
    const id = order('relay', true);
    expect(last(id)).toMatchObject({ state: 'sent', reportedValue: true });
    clock.advance(100);
    report('relay', true);
    expect(last(id)?.state).toBe('confirmed');
  });

  it('is not confirmed by a report that was written before it was sent, and its end says so', () => {
    const { order, ledger, clock, link, last } = setUp();
    const id = order('relay', true);
    ledger.reported(link.id, 'relay', 'state', true, clock.time - 1);
    expect(last(id)?.state).toBe('sent');
    clock.advance(DEADLINE_MS);
    expect(last(id)).toMatchObject({ state: 'timed-out', reportedValue: null });
    expect(last(id)?.reason).toContain('with a time before the order');
    const second = order('fan', true);
    ledger.reported(link.id, 'fan', 'state', true, clock.time);
    expect(last(second)?.state).toBe('confirmed');
  });

  it('is not confirmed by a device that does not know its state', () => {
    const { order, report, last } = setUp();
    const id = order('relay', true);
    report('relay', null);
    expect(last(id)?.state).toBe('sent');
  });

  it('for a number is not confirmed by the number before it, however near that is', () => {
    const { order, report, link, clock, last } = setUp();
    link.domain = { type: 'number', step: 1 };
    report('valve', 2_000_000);
    const id = order('valve', 2_000_001);
    clock.advance(50);
    report('valve', 2_000_000);
    expect(last(id)?.state).toBe('sent');
    report('valve', 2_000_001);
    expect(last(id)).toMatchObject({ state: 'confirmed', reportedValue: 2_000_001 });
  });

  it('for a number is not confirmed by another step that 32 bits cannot tell from it', () => {
    const { order, report, link, last } = setUp();
    link.domain = { type: 'number', step: 1 };
    const id = order('valve', 16_777_217);
    report('valve', 16_777_216);
    expect(last(id)?.state).toBe('sent');
  });

  it('for a long text is confirmed by all of it, of which a part is kept', () => {
    const { order, report, link, last, notices } = setUp({ isActuator: () => true });
    link.domain = { type: 'json' };
    const text = 'x'.repeat(600);
    const id = order('display', text);
    report('display', `${text.slice(0, 599)}y`);
    expect(last(id)?.state).toBe('sent');
    report('display', text);
    expect(last(id)).toMatchObject({ state: 'confirmed', reportedValue: text.slice(0, 500) });
    report('display', 'y'.repeat(600));
    expect(notices).toEqual([`state is ${'y'.repeat(500)}: changed elsewhere.`]);
  });

  it('is confirmed by the property that its plan names, not by its own', () => {
    const { order, report, link, ledger, last } = setUp();
    link.planned = () => ({
      kind: 'frames',
      frames: [{ body: 'go' }],
      confirmation: { by: 'report', device: 'motor', property: 'speed', value: 100 },
    });
    const id = order('relay', true);
    report('relay', true);
    expect(last(id)?.state).toBe('sent');
    ledger.reported(link.id, 'motor', 'speed', 100);
    expect(last(id)).toMatchObject({ state: 'confirmed', reportedValue: 100 });
  });

  it('is rejected with words of our own when the device gives none, and with few when it gives many', () => {
    const { order, ledger, link, last } = setUp();
    const first = order();
    ledger.rejected({ connection: link.id, device: 'relay', property: 'state' }, ' ');
    expect(last(first)?.reason).toBe('The device refused the order.');
    const second = order();
    ledger.rejected({ connection: link.id, device: 'relay', property: 'state' }, 'x'.repeat(10_000));
    expect(last(second)?.reason).toHaveLength(300);
  });

  it('stays confirmed whatever is said afterwards', () => {
    const { order, report, ledger, link, clock, states } = setUp();
    const id = order();
    report('relay', true);
    ledger.rejected({ connection: link.id, device: 'relay', property: 'state' }, 'no');
    ledger.linkClosed(link.id);
    report('relay', false);
    clock.advance(2 * DEADLINE_MS);
    expect(states(id)).toEqual(['pending', 'sent', 'confirmed']);
  });
});
