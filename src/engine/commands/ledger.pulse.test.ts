import { describe, expect, it } from 'vitest';
import { DEADLINE_MS, settle, setUp } from './ledger.fixture.ts';

const MS = 400;

function setUpPulse() {
  const rig = setUp();
  return {
    ...rig,
    press: (device = 'relay', ms = MS) =>
      rig.ledger.order({ ...rig.orderOf(device, true), pulse: { ms, release: false } }, rig.link),
    bodies: () => rig.link.sent.map(({ body }) => body),
    releaseOf: (id: string) =>
      rig.steps.findLast((step) => step.pulse?.id === id && step.pulse.part === 'release'),
  };
}

describe('a pulse', () => {
  it('is two orders, each with its own life, the second sent when its time has come', () => {
    const { press, bodies, clock, report, last, releaseOf } = setUpPulse();
    const id = press();
    report('relay', true);
    expect(last(id)).toMatchObject({ state: 'confirmed', pulse: { id, part: 'press' } });
    clock.advance(MS - 1);
    expect(bodies()).toEqual([true]);
    clock.advance(1);
    expect(bodies()).toEqual([true, false]);
    report('relay', false);
    expect(releaseOf(id)).toMatchObject({ state: 'confirmed', value: false, by: 'Technician' });
  });

  it('keeps its target for itself until its second order has ended', () => {
    const { press, order, clock, report, last } = setUpPulse();
    press();
    report('relay', true);
    expect(last(order('relay', false))?.state).toBe('refused');
    clock.advance(MS);
    expect(last(order('relay', true))?.state).toBe('refused');
    report('relay', false);
    expect(last(order('relay', true))?.state).toBe('sent');
  });

  it('takes no report from an order that is open for what only its release touches', () => {
    const { press, order, link, clock, report, last, releaseOf } = setUpPulse();
    const plan = link.planned;
    link.planned = (request) => ({
      ...plan(request),
      ...(request.value === false && { touches: [{ device: 'fan', property: 'state' }] }),
    });
    const id = press();
    report('relay', true);
    const fan = order('fan', true);
    clock.advance(MS);
    expect(releaseOf(id)?.state).toBe('sent');
    report('fan', true);
    expect(last(fan)?.state).toBe('confirmed');
    report('relay', false);
    expect(releaseOf(id)?.state).toBe('confirmed');
    expect(last(order('fan', true))?.state).toBe('sent');
  });

  it('is ended by a request that may be sent again with a renewed token whoever has signed in by then', async () => {
    const { press, clock, ledger, link } = setUpPulse();
    press('http');
    link.requests[0]?.resolve(202);
    await settle();
    clock.advance(MS);
    ledger.setPerson({ subject: '2', name: 'Viewer', role: 'viewer' });
    expect(link.requests.map(({ mayStill }) => mayStill())).toEqual([
      expect.stringContaining('Somebody else has signed in'),
      null,
    ]);
  });

  it('is not lengthened by a report that does not come', () => {
    const { press, bodies, clock } = setUpPulse();
    press();
    clock.advance(MS);
    expect(bodies()).toEqual([true, false]);
  });

  it('does not take the state from before it for its end', () => {
    const { press, clock, report, releaseOf, last } = setUpPulse();
    const id = press();
    clock.advance(MS);
    report('relay', false);
    expect(releaseOf(id)?.state).toBe('sent');
    report('relay', true);
    expect(last(id)?.state).toBe('confirmed');
    expect(releaseOf(id)?.state).toBe('sent');
    report('relay', false);
    expect(releaseOf(id)?.state).toBe('confirmed');
  });

  it('believes that it has ended when its beginning was never reported but its end still is', () => {
    const { press, clock, report, releaseOf, last } = setUpPulse();
    const id = press();
    clock.advance(MS + 1);
    report('relay', false);
    clock.advance(DEADLINE_MS - MS - 1);
    expect(last(id)?.state).toBe('timed-out');
    expect(releaseOf(id)?.state).toBe('confirmed');
  });

  it('that was refused has nothing to end', () => {
    const { press, bodies, clock, link, releaseOf, last } = setUpPulse();
    link.refuses = 'down';
    const id = press();
    expect(last(id)?.state).toBe('refused');
    clock.advance(MS);
    expect(bodies()).toEqual([]);
    expect(releaseOf(id)).toBeUndefined();
  });

  it('that the device refused has nothing to end', () => {
    const { press, ledger, link, clock, bodies, releaseOf } = setUpPulse();
    const id = press();
    ledger.rejected({ connection: link.id, device: 'relay', property: 'state' }, 'no');
    clock.advance(MS);
    expect(bodies()).toEqual([true]);
    expect(releaseOf(id)).toBeUndefined();
  });

  it('that somebody was refused, who need not be this page, is ended all the same', () => {
    const { press, ledger, link, clock, bodies, releaseOf } = setUpPulse();
    const id = press();
    ledger.rejected({ connection: link.id, device: null, property: null }, 'No.', true);
    clock.advance(20_000);
    expect(bodies()).toEqual([true, false]);
    expect(releaseOf(id)?.state).toBe('timed-out');
  });

  it('whose link breaks in the middle ends badly when due, aloud, and is not ended later', () => {
    const { press, ledger, link, clock, bodies, report, releaseOf, notices } = setUpPulse();
    const id = press();
    report('relay', true);
    ledger.linkClosed(link.id);
    link.refuses = 'The link is down. Nothing was sent.';
    clock.advance(MS);
    expect(releaseOf(id)).toMatchObject({ state: 'refused' });
    expect(releaseOf(id)?.reason).toMatch(/may not have ended: The link is down.*end it by hand/);
    expect(notices.at(-1)).toMatch(/may not have ended/);
    link.refuses = null;
    clock.advance(60_000);
    expect(bodies()).toEqual([true]);
  });

  it('whose end leaves but is not reported says that it may not have ended', () => {
    const { press, clock, report, releaseOf, notices } = setUpPulse();
    const id = press();
    report('relay', true);
    clock.advance(MS + DEADLINE_MS);
    expect(releaseOf(id)).toMatchObject({ state: 'timed-out' });
    expect(releaseOf(id)?.reason).toMatch(/may not have ended/);
    expect(notices.at(-1)).toMatch(/may not have ended/);
  });

  it('is not ended late by a page that slept', () => {
    const { press, clock, report, bodies, releaseOf } = setUpPulse();
    const id = press();
    report('relay', true);
    clock.suspend(MS + 30_000);
    clock.advance(0);
    expect(bodies()).toEqual([true]);
    expect(releaseOf(id)).toMatchObject({ state: 'refused' });
    expect(releaseOf(id)?.reason).toMatch(/asleep/);
  });

  it('is ended at once when the page is about to go', () => {
    const { press, ledger, clock, bodies } = setUpPulse();
    press();
    ledger.endPulses();
    expect(bodies()).toEqual([true, false]);
    clock.advance(MS);
    expect(bodies()).toEqual([true, false]);
  });

  it('is ended by whoever began it, even if they may not order any more', () => {
    const { press, ledger, clock, bodies, releaseOf } = setUpPulse();
    const id = press();
    ledger.setPerson({ subject: '2', name: 'Viewer', role: 'viewer' });
    clock.advance(MS);
    expect(bodies()).toEqual([true, false]);
    expect(releaseOf(id)?.by).toBe('Technician');
  });

  it('by requests never lets the second overtake the first', async () => {
    const { press, link, clock, releaseOf, last } = setUpPulse();
    const id = press('blind-http');
    clock.advance(MS * 3);
    expect(link.requests).toHaveLength(1);
    link.requests[0]?.resolve(202);
    await settle();
    expect(last(id)?.state).toBe('confirmed');
    expect(link.requests).toHaveLength(2);
    link.requests[1]?.resolve(202);
    await settle();
    expect(releaseOf(id)?.state).toBe('confirmed');
  });

  it('by requests is ended although nobody knows whether it began', () => {
    const { press, link, clock, last } = setUpPulse();
    const id = press('blind-http');
    clock.advance(DEADLINE_MS);
    expect(last(id)?.state).toBe('timed-out');
    expect(link.requests).toHaveLength(2);
  });

  it.each([0, 49, 60_001, Number.NaN])('of %d ms is refused', (ms) => {
    const { press, last, bodies } = setUpPulse();
    expect(last(press('relay', ms))).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('correct the widget’s settings'),
    });
    expect(bodies()).toEqual([]);
  });

  it('whose end the device would not take is not begun', () => {
    const { ledger, orderOf, link, last, bodies } = setUpPulse();
    const id = ledger.order({ ...orderOf('relay', true), pulse: { ms: MS, release: 'off' } }, link);
    expect(last(id)?.state).toBe('refused');
    expect(bodies()).toEqual([]);
  });
});
