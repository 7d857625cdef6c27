import { describe, expect, it } from 'vitest';
import { DEADLINE_MS, settle, setUp } from './ledger.fixture.ts';

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

describe('an order is refused, and nothing sent,', () => {
  const refusal = (prepare: (set: ReturnType<typeof setUp>) => string) => {
    const set = setUp();
    const id = prepare(set);
    expect(set.states(id)).toEqual(['refused']);
    expect(set.link.sent).toEqual([]);
    expect(set.link.requests).toEqual([]);
    expect(set.clock.waiting).toBe(0);
    expect(set.last(id)).toMatchObject({ sentAt: null, endedAt: set.clock.time, confirmedBy: null });
    return set.last(id)?.reason;
  };

  it('without a connection', () => {
    expect(refusal(({ ledger, orderOf }) => ledger.order(orderOf('relay', true), undefined))).toContain(
      'no such connection',
    );
  });

  it('without the role, and the words name it', () => {
    expect(
      refusal(({ ledger, order }) => {
        ledger.setPerson({ subject: '2', name: 'Viewer', role: 'viewer' });
        return order();
      }),
    ).toContain('Needs the role technician; you are signed in as viewer');
  });

  it('when the session has ended, whatever the role and the link allow', () => {
    expect(
      refusal(({ ledger, order }) => {
        ledger.setPerson({ subject: '1', name: 'Admin', role: 'admin' }, true);
        return order();
      }),
    ).toContain('The session has ended');
  });

  it('on a page that only looks, whatever the person may, and in the page’s words', () => {
    expect(
      refusal(({ ledger, order }) => {
        ledger.setPerson({ subject: '1', name: 'Admin', role: 'admin' });
        ledger.withholdAll('This is a wall display.');
        return order();
      }),
    ).toBe('This is a wall display. Nothing was sent.');
    const { ledger, order, states } = setUp();
    ledger.withholdAll('This is a wall display.');
    ledger.withholdAll('');
    expect(states(order())).toEqual(['pending', 'sent']);
  });

  it('no longer once the session has been renewed', () => {
    const { ledger, order, states } = setUp();
    const person = { subject: '1', name: 'Admin', role: 'admin' } as const;
    ledger.setPerson(person, true);
    ledger.setPerson(person);
    expect(states(order())).toEqual(['pending', 'sent']);
  });

  it('when it took longer than a second to the engine', () => {
    expect(
      refusal(({ ledger, link, orderOf, clock }) =>
        ledger.order(orderOf('relay', true, clock.time - 1_001), link),
      ),
    ).toContain('reached the engine late');
  });

  it('when its time lies in the future or is none, since its age is not known', () => {
    for (const at of [1_001_001, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(
        refusal(({ ledger, link, orderOf }) => ledger.order(orderOf('relay', true, at), link)),
      ).toContain('reached the engine late');
    }
  });

  it('when the link does not take orders now, in the words of the link', () => {
    expect(
      refusal(({ link, order }) => {
        link.refuses = 'The link is down.';
        return order();
      }),
    ).toBe('The link is down.');
  });

  it('when the value is none that the actuator takes', () => {
    expect(refusal(({ order }) => order('relay', 'on'))).toContain('on or off only');
  });

  it('when the value is larger than any command, and then does not keep it', () => {
    const set = setUp();
    set.link.domain = { type: 'json' };
    const id = set.order('relay', { text: 'x'.repeat(70_000) });
    expect(set.last(id)).toMatchObject({ state: 'refused', value: null });
    expect(set.last(id)?.reason).toContain('larger than 64 KiB');
  });

  it('when the protocol cannot plan it', () => {
    expect(
      refusal(({ link, order }) => {
        link.planned = () => ({ kind: 'refused', reason: 'No command is configured.' });
        return order();
      }),
    ).toBe('No command is configured.');
  });

  it('when there are too many in a second, until the second has passed', () => {
    const { order, report, link, last, clock } = setUp({ ordersPerSecond: 3 });
    const send = (value: boolean) => {
      const id = order('relay', value);
      report('relay', value);
      return last(id);
    };
    for (let count = 0; count < 3; count += 1) expect(send(true)?.state).toBe('confirmed');
    expect(send(true)).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('Too many orders'),
    });
    clock.advance(1_000);
    expect(send(true)?.state).toBe('confirmed');
    expect(link.sent).toHaveLength(4);
  });
});

describe('one open command a target:', () => {
  it('a double click sends one order', () => {
    const { order, link, states, last } = setUp();
    const first = order('relay', true);
    const second = order('relay', true);
    const third = order('relay', false);
    expect(link.sent).toHaveLength(1);
    expect(states(first)).toEqual(['pending', 'sent']);
    expect(states(second)).toEqual(['refused']);
    expect(last(third)?.reason).toContain('still open');
  });

  it('the next is taken once the first has ended', () => {
    const { order, report, link, last } = setUp();
    order('relay', true);
    report('relay', true);
    const id = order('relay', false);
    report('relay', false);
    expect(last(id)?.state).toBe('confirmed');
    expect(link.sent).toHaveLength(2);
  });

  it('a key that is held down does not use up the orders of other targets', () => {
    const { order, last } = setUp({ ordersPerSecond: 2 });
    for (let repeat = 0; repeat < 30; repeat += 1) order('relay', true);
    expect(last(order('fan', true))?.state).toBe('sent');
  });

  it('two orders that one report would tell about are not open together', () => {
    const { order, link, last } = setUp();
    link.planned = () => ({
      kind: 'frames',
      frames: [{ body: 'up' }],
      confirmation: { by: 'report', device: 'blind', property: 'position', value: 'up' },
    });
    expect(last(order('button-up', true))?.state).toBe('sent');
    expect(last(order('button-down', true))?.reason).toContain('still open');
    expect(link.sent).toHaveLength(1);
  });
});

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

describe('the event log', () => {
  it('is not told of what an order said of several properties at once', () => {
    const { ledger, orderOf, link, notices } = setUp();
    link.domain = { type: 'json' };
    link.planned = () => ({ kind: 'frames', frames: [{ body: 'x' }], confirmation: { by: 'acceptance' } });
    const say = (property: string, value: boolean) => ledger.reported(link.id, 'relay', property, value);
    for (const property of ['lamp', 'fan', 'door']) say(property, false);
    ledger.order({ ...orderOf('relay', { lamp: true, fan: true }), property: 'publish' }, link);
    for (const property of ['lamp', 'fan', 'door']) say(property, true);
    expect(notices).toEqual(['door is on: changed elsewhere.']);
  });

  it('is told what was changed elsewhere, and not what was ordered here', () => {
    const { order, report, notices, clock } = setUp();
    report('relay', false);
    order('relay', true);
    report('relay', true);
    clock.advance(10_000);
    expect(notices).toEqual([]);
    report('relay', false);
    expect(notices).toEqual(['state is off: changed elsewhere.']);
  });

  it('is told when an order that had timed out turns out to have been carried out', () => {
    const { order, report, notices, clock } = setUp();
    report('relay', false);
    order('relay', true);
    clock.advance(DEADLINE_MS + 10_000);
    report('relay', true);
    expect(notices).toEqual([
      'state is on: reported only after the order for it had ended without an answer.',
    ]);
  });

  it('is told so, too, when the report is what finds the deadline passed', () => {
    const { order, report, notices, clock } = setUp();
    report('relay', false);
    order('relay', true);
    clock.suspend(DEADLINE_MS);
    report('relay', true);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('only after the order');
  });

  it('hears of actuators only, where these are known', () => {
    const { report, notices, ledger, link } = setUp({ isActuator: ({ device }) => device === 'level' });
    report('door', false);
    report('door', true);
    ledger.reported(link.id, 'level', 'state', 20);
    ledger.reported(link.id, 'level', 'state', 30);
    expect(notices).toEqual(['state is 30: changed elsewhere.']);
  });
});
