import { describe, expect, it } from 'vitest';
import { DEADLINE_MS, settle, setUp } from './ledger.fixture.ts';

describe('an order by HTTP', () => {
  it('is confirmed by acceptance where the device does not report', async () => {
    const { order, link, last, clock } = setUp();
    const id = order('blind-http');
    expect(last(id)?.state).toBe('sent');
    link.requests[0]?.resolve(202);
    await settle();
    expect(last(id)).toMatchObject({ state: 'confirmed', confirmedBy: 'acceptance' });
    expect(clock.waiting).toBe(0);
  });

  it('says that it was accepted when the report then does not come', async () => {
    const { order, link, last, clock } = setUp();
    const id = order('http');
    link.requests[0]?.resolve(202);
    await settle();
    clock.advance(DEADLINE_MS);
    expect(last(id)).toMatchObject({
      state: 'timed-out',
      reason: expect.stringContaining('accepted the order, but the device did not report'),
    });
  });

  it('is confirmed by a report that overtakes the answer, and its request is not left to leave later', async () => {
    const { order, report, link, states } = setUp();
    const id = order('http');
    report('http', true);
    expect(link.requests[0]?.signal.aborted).toBe(true);
    link.requests[0]?.resolve(500);
    await settle();
    expect(states(id)).toEqual(['pending', 'sent', 'confirmed']);
  });

  it.each([
    [400, 'check its payload'],
    [401, 'sign in again'],
    [403, 'ask for the role'],
    [404, 'check its name'],
    [406, 'check its name'],
    [409, 'Nothing was done'],
    [413, 'too large'],
    [429, 'wait and try again'],
    [408, 'is unknown'],
    [500, 'is unknown'],
    [503, 'is unknown'],
  ])('is rejected by %i, with what to do next', async (status, words) => {
    const { order, link, last } = setUp();
    const id = order('http');
    link.requests[0]?.resolve(status);
    await settle();
    expect(last(id)).toMatchObject({ state: 'rejected', reason: expect.stringContaining(words) });
    expect(last(id)?.reason).toContain(`(${status})`);
  });

  it('that fails on the way stays open for the report, as only the answer may have been lost', async () => {
    const { order, report, link, last } = setUp();
    const id = order('http');
    link.requests[0]?.reject();
    await settle();
    expect(last(id)?.state).toBe('sent');
    report('http', true);
    expect(last(id)?.state).toBe('confirmed');
  });

  it('that fails on the way without a report after it times out, and says both', async () => {
    const { order, link, last, clock } = setUp();
    const id = order('http');
    link.requests[0]?.reject();
    await settle();
    clock.advance(DEADLINE_MS);
    expect(last(id)).toMatchObject({
      state: 'timed-out',
      reason: expect.stringContaining('The request failed on the way'),
    });
  });

  it('that fails on the way is rejected where no report can follow, and does not claim that nothing was done', async () => {
    const { order, link, last } = setUp();
    const id = order('blind-http');
    link.requests[0]?.reject();
    await settle();
    expect(last(id)).toMatchObject({ state: 'rejected', reason: expect.stringContaining('is unknown') });
  });

  it('that has ended does not touch the next one to its target when its answer comes after all', async () => {
    const { order, report, link, clock, states } = setUp();
    order('http', true);
    clock.advance(DEADLINE_MS);
    const next = order('http', false);
    link.requests[0]?.resolve(500);
    await settle();
    expect(states(order('http', true))).toEqual(['refused']);
    report('http', false);
    expect(states(next)).toEqual(['pending', 'sent', 'confirmed']);
  });

  it('is given its deadline, and called off when it has passed', () => {
    const { order, link, clock } = setUp();
    order('blind-http');
    expect(link.requests[0]?.deadline).toBe(clock.time + DEADLINE_MS);
    clock.advance(DEADLINE_MS - 1);
    expect(link.requests[0]?.signal.aborted).toBe(false);
    clock.advance(1);
    expect(link.requests[0]?.signal.aborted).toBe(true);
  });

  it('does not count an acceptance that comes after the deadline', async () => {
    const { order, link, clock, last } = setUp();
    const id = order('blind-http');
    clock.suspend(DEADLINE_MS);
    link.requests[0]?.resolve(202);
    await settle();
    expect(last(id)?.state).toBe('timed-out');
  });

  it('does not bring down a link that owed it nothing', () => {
    const { order, link, clock } = setUp();
    order('blind-http');
    clock.advance(DEADLINE_MS);
    expect(link.suspected).toEqual([]);
  });
});
