import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command, Json, Role } from '../../model/command.ts';
import { FakeLink } from './fake-link.ts';
import { Ledger } from './ledger.ts';

const DEADLINE = 5_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(role: Role = 'technician') {
  const changes: Command[] = [];
  const notices: string[] = [];
  let ids = 0;
  const ledger = new Ledger({
    deadlineMs: DEADLINE,
    now: () => Date.now(),
    schedule: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    newId: () => String(++ids),
    changed: (command) => changes.push(command),
    noticed: ({ text }) => notices.push(text),
  });
  ledger.setPerson({ subject: 's', name: 'Sam', role });
  const link = new FakeLink();
  const order = (value: Json = true, device = 'relay', at = Date.now()) =>
    ledger.order({ connection: 'c', device, property: 'state', value, at }, link);
  return {
    ledger,
    link,
    order,
    notices,
    newest: () => changes.at(-1),
    states: (id: string) => changes.filter((one) => one.id === id).map((one) => one.state),
    report: (value: boolean | null, device = 'relay') => ledger.reported('c', device, 'state', value),
  };
}

const http = {
  kind: 'http',
  method: 'POST',
  url: 'http://x',
  headers: {},
  body: '',
  renewOn401: true,
} as const;

describe('a command', () => {
  it('is confirmed by the report of the device, and by nothing before it', () => {
    const { order, report, states, newest, link } = setUp();
    const id = order(true);
    expect(states(id)).toEqual(['pending', 'sent']);
    expect(link.sent).toEqual([{ body: 'relay=true' }]);
    report(true);
    expect(states(id)).toEqual(['pending', 'sent', 'confirmed']);
    expect(newest()).toMatchObject({ confirmedBy: 'report', reportedValue: true, by: 'Sam', reason: '' });
  });

  it('waits on while the device reports something else, and then says what it reported', () => {
    const { order, report, states, newest } = setUp();
    const id = order(true);
    report(false);
    expect(states(id)).toEqual(['pending', 'sent']);
    vi.advanceTimersByTime(DEADLINE);
    expect(newest()).toMatchObject({ state: 'timed-out', reportedValue: false });
    expect(newest()?.reason).not.toBe('');
  });

  it('is not raised from the dead by a late report', () => {
    const { order, report, states } = setUp();
    const id = order(true);
    vi.advanceTimersByTime(DEADLINE);
    report(true);
    expect(states(id)).toEqual(['pending', 'sent', 'timed-out']);
  });

  it('times out by the clock even when its timer was asleep', () => {
    const { order, report, states } = setUp();
    const id = order(true);
    vi.setSystemTime(Date.now() + DEADLINE + 1);
    report(true);
    expect(states(id).at(-1)).toBe('timed-out');
  });

  it('that times out on a link silent since it was sent has that link torn down', () => {
    const { order, link } = setUp();
    link.signAt = Date.now() - 1;
    order(true);
    vi.advanceTimersByTime(DEADLINE);
    expect(link.suspected).toEqual(['relay']);
  });

  it('that times out on a link that lives leaves the link alone', () => {
    const { order, link } = setUp();
    order(true);
    link.signAt = Date.now() + 1_000;
    vi.advanceTimersByTime(DEADLINE);
    expect(link.suspected).toEqual([]);
  });

  it('is refused while another to the same target is open, and only to that target', () => {
    const { order, link, states } = setUp();
    order(true);
    const second = order(true);
    const other = order(true, 'fan');
    expect(states(second)).toEqual(['refused']);
    expect(states(other)).toEqual(['pending', 'sent']);
    expect(link.sent).toHaveLength(2);
  });

  it('is refused without the role, and nothing is sent', () => {
    const { order, link, newest } = setUp('viewer');
    order(true);
    expect(newest()).toMatchObject({ state: 'refused' });
    expect(newest()?.reason).toContain('technician');
    expect(link.sent).toEqual([]);
  });

  it('is refused when it reaches the engine late, or from a clock that is wrong', () => {
    const { order, link, states } = setUp();
    expect(states(order(true, 'relay', Date.now() - 1_001))).toEqual(['refused']);
    expect(states(order(true, 'relay', Date.now() + 1_001))).toEqual(['refused']);
    expect(link.sent).toEqual([]);
  });

  it('is refused where the link refuses, with its words', () => {
    const { order, link, newest } = setUp();
    link.refuses = 'The link is down.';
    order(true);
    expect(newest()).toMatchObject({ state: 'refused', reason: 'The link is down.' });
  });

  it('is refused, not queued, when the transport would not take it', () => {
    const { order, link, states } = setUp();
    link.outcome = 'backlog';
    expect(states(order(true))).toEqual(['pending', 'refused']);
    link.outcome = 'not-open';
    expect(states(order(true))).toEqual(['pending', 'refused']);
    link.outcome = 'sent';
    vi.advanceTimersByTime(60_000);
    expect(link.sent).toEqual([]);
  });

  it('is refused where there is no such connection', () => {
    const { ledger, states } = setUp();
    const id = ledger.order(
      { connection: 'x', device: 'd', property: 'p', value: true, at: Date.now() },
      undefined,
    );
    expect(states(id)).toEqual(['refused']);
  });

  it('is refused with a value the actuator does not take', () => {
    const { order, link, states } = setUp();
    expect(states(order('true'))).toEqual(['refused']);
    link.domain = { type: 'number', min: 0, max: 10, step: 0.1 };
    for (const wrong of [-1, 11, 0.25, Number.NaN, '5']) expect(states(order(wrong))).toEqual(['refused']);
    expect(states(order(0.3))).toEqual(['pending', 'sent']);
    link.domain = { type: 'choice', options: ['on', 'off'] };
    expect(states(order('3-dot', 'led'))).toEqual(['refused']);
  });

  it('is refused when orders come faster than any person gives them', () => {
    const { order, states } = setUp();
    for (let n = 0; n < 10; n++) expect(states(order(true, `relay-${n}`)).at(-1)).toBe('sent');
    expect(states(order(true, 'one-more'))).toEqual(['refused']);
    vi.advanceTimersByTime(1_001);
    expect(states(order(true, 'one-more')).at(-1)).toBe('sent');
  });

  it('ends with the outcome said to be unknown when its link breaks', () => {
    const { order, ledger, newest } = setUp();
    order(true);
    ledger.linkClosed('c', () => true);
    expect(newest()?.state).toBe('rejected');
    expect(newest()?.reason).toContain('unknown');
  });

  it('does not end by the break of a link that serves other devices', () => {
    const { order, ledger, states } = setUp();
    const id = order(true);
    ledger.linkClosed('c', (device) => device === 'fan');
    ledger.linkClosed('other', () => true);
    expect(states(id)).toEqual(['pending', 'sent']);
  });

  it("ends by the device's own refusal", () => {
    const { order, ledger, newest } = setUp();
    order(true);
    ledger.rejected({ connection: 'c', device: 'relay', property: 'state' }, 'no');
    expect(newest()).toMatchObject({ state: 'rejected', reason: 'no' });
  });
});

describe('a command over HTTP', () => {
  it('is confirmed by acceptance only where the device reports nothing', async () => {
    const { order, link, newest } = setUp();
    link.planned = () => ({ ...http, confirmation: { by: 'acceptance' } });
    order(true);
    link.requests[0]?.resolve(202);
    await vi.advanceTimersByTimeAsync(0);
    expect(newest()).toMatchObject({ state: 'confirmed', confirmedBy: 'acceptance' });
  });

  it('waits for the report where the device reports', async () => {
    const { order, link, report, newest } = setUp();
    link.planned = ({ device, property, value }) => ({
      ...http,
      confirmation: { by: 'report', device, property, value },
    });
    order(true);
    link.requests[0]?.resolve(202);
    await vi.advanceTimersByTimeAsync(0);
    expect(newest()?.state).toBe('sent');
    report(true);
    expect(newest()).toMatchObject({ state: 'confirmed', confirmedBy: 'report' });
  });

  it('is rejected with words that say what to do next', async () => {
    for (const [status, words] of [
      [401, 'sign in'],
      [403, 'may not'],
      [406, 'does not know'],
      [413, 'too large'],
      [500, 'unknown'],
    ] as const) {
      const { order, link, newest } = setUp();
      link.planned = () => ({ ...http, confirmation: { by: 'acceptance' } });
      order(true);
      link.requests[0]?.resolve(status);
      await vi.advanceTimersByTimeAsync(0);
      expect(newest()?.state).toBe('rejected');
      expect(newest()?.reason).toContain(words);
    }
  });

  it('says that the outcome is unknown when the network fails on the way', async () => {
    const { order, link, newest } = setUp();
    link.planned = () => ({ ...http, confirmation: { by: 'acceptance' } });
    order(true);
    link.requests[0]?.reject();
    await vi.advanceTimersByTimeAsync(0);
    expect(newest()?.reason).toContain('unknown');
  });

  it('is cut off at its deadline', () => {
    const { order, link, newest } = setUp();
    link.planned = () => ({ ...http, confirmation: { by: 'acceptance' } });
    order(true);
    vi.advanceTimersByTime(DEADLINE);
    expect(newest()?.state).toBe('timed-out');
    expect(link.requests[0]?.signal.aborted).toBe(true);
  });
});

describe('a report without a command', () => {
  it('that changes something is said to be a change from elsewhere', () => {
    const { report, notices } = setUp();
    report(false);
    expect(notices).toEqual([]);
    report(true);
    expect(notices).toEqual([expect.stringContaining('changed elsewhere')]);
    report(true);
    expect(notices).toHaveLength(1);
  });

  it('right after a command is its echo', () => {
    const { order, report, notices } = setUp();
    report(false);
    order(true);
    report(true);
    report(true);
    expect(notices).toEqual([]);
  });

  it('that is the first after a break is compared with the last before it', () => {
    const { ledger, report, notices } = setUp();
    report(false);
    ledger.linkClosed('c', () => true);
    report(true);
    expect(notices).toEqual(['state is on: changed while the link was down.']);
  });
});
