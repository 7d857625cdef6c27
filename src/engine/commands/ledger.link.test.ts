import { describe, expect, it } from 'vitest';
import { DEADLINE_MS, settle, setUp } from './ledger.fixture.ts';

describe('a link that will not send', () => {
  it('behind bytes that wait takes no order, but the end of a pulse', () => {
    const { ledger, order, orderOf, link, clock, report, last } = setUp();
    ledger.order({ ...orderOf('relay', true), pulse: { ms: 400, release: false } }, link);
    report('relay', true);
    link.isWaiting = true;
    const id = order('fan');
    expect(last(id)?.state).toBe('refused');
    expect(last(id)?.reason).toContain('Earlier bytes are still waiting');
    clock.advance(400);
    expect(link.sent.map(({ body }) => body)).toEqual([true, false]);
  });

  it.each([
    ['backlog', 'still waiting'],
    ['not-open', 'not open'],
    ['unsupported', 'takes no orders'],
  ] as const)('refuses (%s), in words, and frees the target', (outcome, words) => {
    const { order, link, last, states, clock } = setUp();
    link.outcome = outcome;
    const id = order();
    expect(states(id)).toEqual(['pending', 'refused']);
    expect(last(id)).toMatchObject({ sentAt: null, reason: expect.stringContaining(words) });
    expect(clock.waiting).toBe(0);
    link.outcome = 'sent';
    expect(last(order())?.state).toBe('sent');
  });
});

describe('a link that breaks', () => {
  it('does not bring the command back when the device reports the desired value after it', () => {
    const { order, report, ledger, link, states } = setUp();
    const id = order();
    ledger.linkClosed(link.id);
    report('relay', true);
    expect(states(id)).toEqual(['pending', 'sent', 'rejected']);
  });

  it('leaves an order open that went by a request of its own', async () => {
    const { order, report, ledger, link, last, clock } = setUp();
    const reported = order('http');
    const accepted = order('blind-http');
    ledger.linkClosed(link.id);
    link.requests[1]?.resolve(202);
    await settle();
    report('http', true);
    expect(last(reported)?.state).toBe('confirmed');
    expect(last(accepted)?.state).toBe('confirmed');
    const lost = order('http', false);
    ledger.linkClosed(link.id);
    clock.advance(DEADLINE_MS);
    expect(last(lost)?.reason).toContain('the link that brings its reports broke meanwhile');
  });
});
