import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionSettings, CredentialsSettings } from '../../model/settings.ts';
import { NewsDesk } from '../news.ts';
import {
  type Closing,
  defineProtocol,
  type ProtocolContext,
  type ProtocolSession,
} from '../protocols/protocol.ts';
import { SeriesStore } from '../series/store.ts';
import type {
  Link,
  LinkEvents,
  LinkRequest,
  OutFrame,
  SendOutcome,
  Transport,
} from '../transports/transport.ts';
import { Connection } from './connection.ts';
import { Intake } from './intake.ts';

const HOUR_MS = 3_600_000;
const LIMITS = { maxSeries: 100, maxDevices: 100, maxBytes: 1 << 24, maxSamplesPerSeries: 1000 };

/** One attempt as the fake transport saw it. */
interface Attempt {
  readonly request: LinkRequest;
  readonly events: LinkEvents;
  readonly sent: OutFrame[];
  closedByUs: boolean;
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets promises settle: credentials are resolved asynchronously before every attempt. */
const settle = () => vi.advanceTimersByTimeAsync(0);

function setUp(
  options: {
    credentials?: CredentialsSettings;
    lanes?: readonly string[];
    closing?: Closing;
    session?: Partial<ProtocolSession>;
    start?: (context: ProtocolContext) => void;
    /** What the links of the n-th attempt (from 1) make of what is sent. */
    outcome?: (attempt: number) => SendOutcome;
    /** Whether an order is open. */
    ordering?: () => boolean;
    /** Whether bytes wait on them. */
    waiting?: () => boolean;
  } = {},
) {
  const attempts: Attempt[] = [];
  const transport: Transport = {
    id: 'fake',
    open(request, events): Link {
      const attempt: Attempt = { request, events, sent: [], closedByUs: false };
      attempts.push(attempt);
      return {
        get isWaiting() {
          return options.waiting?.() ?? false;
        },
        send(frames) {
          const outcome = options.outcome?.(attempts.length) ?? 'sent';
          if (outcome === 'sent') attempt.sent.push(...frames);
          return outcome;
        },
        close() {
          attempt.closedByUs = true;
        },
      };
    },
  };
  let closing: Closing = options.closing ?? { next: 'retry', reason: 'gone' };
  const protocol = defineProtocol({
    id: 'fake',
    name: 'Fake',
    transports: ['fake'],
    start(_options, context) {
      options.start?.(context);
      return {
        capabilities: { commands: true },
        requests: (credentials) =>
          (options.lanes ?? ['']).map((name) => ({
            name,
            url: `ws://host/${credentials.kind === 'bearer' ? credentials.token : ''}`,
          })),
        opened: () => [{ body: 'hello' }],
        decode(frame, sink) {
          sink.reading(frame.link === '' ? 'd' : frame.link, 'q', frame.receivedAt, Number(frame.body));
          sink.state('relay', 'state', true, frame.receivedAt);
          sink.actuator('relay', 'state', { type: 'boolean' }, true);
        },
        plan: () => ({ kind: 'refused', reason: 'none' }),
        closed: () => closing,
        ...options.session,
      };
    },
  });
  const settings: ConnectionSettings = {
    id: 'c',
    name: 'Bridge',
    protocol: 'fake',
    transport: 'fake',
    url: 'ws://user:secretpw@host/path?token=secret',
    credentials: options.credentials ?? { kind: 'none' },
    staleAfterMs: 30_000,
    silenceLimitMs: 10_000,
    commandRole: 'technician',
    history: true,
    options: {},
  };
  const store = new SeriesStore(LIMITS);
  const news = new NewsDesk({ connections: () => null, changedSeries: () => [] }, () => {});
  const intake = new Intake(settings, LIMITS, store, news, { reported: () => false, rejected() {} });
  const newest = (): Attempt => {
    const attempt = attempts.at(-1);
    if (!attempt) throw new Error('no attempt was made');
    return attempt;
  };
  let token: string | null = 'first';
  const host = {
    accessToken: () => token,
    renewToken: vi.fn(),
    changed: vi.fn(),
    isOrdering: () => options.ordering?.() ?? false,
    linkClosed: vi.fn(),
  };
  const connection = new Connection(settings, protocol, transport, intake, host);
  return {
    connection,
    attempts,
    store,
    host,
    newest,
    setToken(next: string | null) {
      token = next;
    },
    setClosing(next: Closing) {
      closing = next;
    },
    async open(): Promise<Attempt> {
      connection.start();
      await settle();
      for (const attempt of attempts) attempt.events.opened();
      return newest();
    },
  };
}

function frame(body: string, link = '') {
  return { body, event: '', link, receivedAt: Date.now() };
}
const end = (code = 1006, wasOpen = true) => ({ code, reason: '', wasOpen });

describe('a connection', () => {
  it('is connecting, then online, greets and counts', async () => {
    const { connection, newest } = setUp();
    expect(connection.snapshot().status).toBe('offline');
    connection.start();
    expect(connection.snapshot().status).toBe('connecting');
    await settle();
    newest().events.opened();
    expect(connection.snapshot()).toMatchObject({ status: 'online', reason: '', reconnects: 0 });
    expect(newest().sent).toEqual([{ body: 'hello' }]);
    newest().events.frame(frame('1'));
    expect(connection.snapshot()).toMatchObject({ frames: 1, readings: 2, lastFrameAt: 1_000_000 });
  });

  it('shows its address without user, password and query', () => {
    expect(setUp().connection.snapshot().address).toBe('ws://host/path');
  });

  it('comes back by itself with growing waits, greets again and counts the reconnect', async () => {
    const { connection, attempts, newest, open } = setUp();
    await open();
    newest().events.closed(end());
    expect(connection.snapshot()).toMatchObject({ status: 'reconnecting', reason: 'gone' });
    expect(connection.snapshot().retryAt).toBeGreaterThan(Date.now());
    for (let failures = 0; failures < 8; failures++) {
      await vi.advanceTimersByTimeAsync(30_000);
      newest().events.closed(end(1006, false));
    }
    const made = attempts.length;
    await vi.advanceTimersByTimeAsync(14_999);
    expect(attempts.length).toBe(made);
    await vi.advanceTimersByTimeAsync(15_001);
    expect(attempts.length).toBe(made + 1);
    newest().events.opened();
    expect(newest().sent).toEqual([{ body: 'hello' }]);
    expect(connection.snapshot()).toMatchObject({ status: 'online', reconnects: 1 });
  });

  it('goes on for twelve hours without its back end, neither hammering it nor giving up, and is back within its longest wait', async () => {
    const { connection, attempts, store, host, newest, open } = setUp();
    await open();
    newest().events.frame(frame('1'));
    const breakAt = vi.spyOn(store, 'breakAt');
    newest().events.closed(end());
    const morning = Date.now() + 12 * HOUR_MS;
    let last = Date.now();
    let longest = 0;
    let timers = 0;
    while (Date.now() < morning) {
      const made = attempts.length;
      await vi.advanceTimersToNextTimerAsync();
      if (attempts.length === made) continue;
      longest = Math.max(longest, Date.now() - last);
      last = Date.now();
      newest().events.closed(end(1006, false));
      timers = Math.max(timers, vi.getTimerCount());
    }
    expect(longest).toBeLessThanOrEqual(30_000);
    expect(attempts.length).toBeLessThan((12 * HOUR_MS) / 15_000 + 10);
    // Nothing piles up: one wait at a time, one break, one end for open orders.
    expect(timers).toBe(1);
    expect(breakAt).toHaveBeenCalledTimes(1);
    expect(host.linkClosed).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(30_000);
    newest().events.opened();
    newest().events.frame(frame('2'));
    expect(connection.snapshot()).toMatchObject({ status: 'online', reconnects: 1, frames: 2 });
  });

  it('opens its link anew as soon as a machine wakes that slept for a night, and where its clock was set back', async () => {
    for (const jump of [8 * HOUR_MS, -8 * HOUR_MS]) {
      const { connection, attempts, newest, open } = setUp({ session: { probe: () => [{ body: 'ping?' }] } });
      const first = await open();
      newest().events.frame(frame('1'));
      vi.setSystemTime(Date.now() + jump);
      connection.tick(Date.now());
      expect(first.closedByUs).toBe(true);
      await vi.advanceTimersByTimeAsync(500);
      expect(attempts).toHaveLength(2);
      newest().events.opened();
      newest().events.frame(frame('2'));
      connection.tick(Date.now());
      expect(connection.snapshot().status).toBe('online');
      expect(attempts).toHaveLength(2);
    }
  });

  it('breaks the line, marks reports as stale and ends open commands when its link breaks', async () => {
    const { connection, store, host, newest, open } = setUp();
    await open();
    newest().events.frame(frame('1'));
    const breakAt = vi.spyOn(store, 'breakAt');
    expect(connection.lastReport('relay', 'state')).toMatchObject({ value: true, stale: false });
    newest().events.closed(end());
    expect(breakAt).toHaveBeenCalledTimes(1);
    expect(connection.lastReport('relay', 'state')).toMatchObject({ value: true, stale: true });
    expect(host.linkClosed).toHaveBeenCalledTimes(1);
  });

  it('resumes an expected end without a gap, a change of status or a counted reconnect', async () => {
    const { connection, store, newest, open } = setUp({ closing: { next: 'resume', reason: '60 s' } });
    await open();
    newest().events.frame(frame('1'));
    const breakAt = vi.spyOn(store, 'breakAt');
    for (let cut = 0; cut < 5; cut++) {
      await vi.advanceTimersByTimeAsync(60_000);
      newest().events.closed(end(1000));
      expect(connection.snapshot().status).toBe('online');
      await settle();
      newest().events.opened();
    }
    expect(connection.snapshot()).toMatchObject({ status: 'online', reconnects: 0, since: 1_000_000 });
    expect(breakAt).not.toHaveBeenCalled();
  });

  it('says so when an expected end is not followed by an opening within seconds', async () => {
    const { connection, store, newest, open } = setUp({ closing: { next: 'resume', reason: '60 s' } });
    await open();
    newest().events.frame(frame('1'));
    const breakAt = vi.spyOn(store, 'breakAt');
    await vi.advanceTimersByTimeAsync(60_000);
    const cutAt = Date.now();
    newest().events.closed(end(1000));
    await vi.advanceTimersByTimeAsync(3_500);
    connection.tick(Date.now());
    expect(connection.snapshot().status).toBe('reconnecting');
    expect(breakAt.mock.calls[0]?.[1]).toBe(cutAt);
  });

  it('does not hammer a server that ends every stream at once', async () => {
    const { attempts, newest, open } = setUp({ closing: { next: 'resume', reason: 'end' } });
    await open();
    for (let n = 0; n < 50; n++) {
      newest().events.closed(end(1000));
      await settle();
      if (!newest().closedByUs) newest().events.opened();
    }
    expect(attempts.length).toBeLessThan(5);
  });

  it('stops when denied, and tries again only with a new token or when a person asks', async () => {
    const { connection, attempts, newest, open, setToken } = setUp({
      credentials: { kind: 'oidc' },
      closing: { next: 'denied', reason: 'not yours' },
    });
    await open();
    newest().events.closed(end());
    expect(connection.snapshot()).toMatchObject({ status: 'denied', reason: 'not yours' });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(attempts).toHaveLength(1);
    connection.retry();
    await settle();
    expect(attempts).toHaveLength(2);
    newest().events.closed(end(1006, false));
    setToken('second');
    await connection.tokenChanged();
    await settle();
    expect(attempts).toHaveLength(3);
    expect(newest().request.url).toBe('ws://host/second');
  });

  it('asks the page for a renewed token and goes on with it', async () => {
    const { connection, host, newest, open, setToken } = setUp({
      credentials: { kind: 'oidc' },
      closing: { next: 'renew-token', reason: 'expired' },
    });
    await open();
    newest().events.closed(end(1008));
    expect(connection.snapshot().status).toBe('renewing');
    expect(host.renewToken).toHaveBeenCalledTimes(1);
    setToken('second');
    await connection.tokenChanged();
    await settle();
    newest().events.opened();
    expect(newest().request.url).toBe('ws://host/second');
    expect(connection.snapshot().status).toBe('online');
  });

  it('says that the session has ended where the token is gone, whatever the back end said, and resumes after a sign-in', async () => {
    for (const next of ['renew-token', 'denied'] as const) {
      const { connection, host, newest, open, setToken, setClosing } = setUp({
        credentials: { kind: 'oidc' },
        closing: { next, reason: 'Check the devices.' },
      });
      await open();
      setToken(null);
      await connection.tokenChanged();
      expect(connection.snapshot().status).toBe('online');
      newest().events.closed(end(1008));
      expect(connection.snapshot()).toMatchObject({ status: 'offline', retryAt: null });
      expect(connection.snapshot().reason).toContain('The session has ended. Sign in again');
      expect(host.renewToken).not.toHaveBeenCalled();
      setClosing({ next: 'retry', reason: '' });
      setToken('second');
      await connection.tokenChanged();
      await settle();
      newest().events.opened();
      expect(connection.snapshot().status).toBe('online');
    }
  });

  it('says so, too, of a link that the back end refused just before the token was known to be dead', async () => {
    for (const next of ['renew-token', 'denied', 'retry'] as const) {
      const { connection, newest, open, setToken } = setUp({
        credentials: { kind: 'oidc' },
        closing: { next, reason: 'Check the devices.' },
      });
      await open();
      newest().events.closed(end(1008));
      setToken(null);
      await connection.tokenChanged();
      await settle();
      expect(connection.snapshot()).toMatchObject({ status: 'offline', retryAt: null });
      expect(connection.snapshot().reason).toContain('Sign in again');
    }
  });

  it('is denied when renewed tokens are refused again and again', async () => {
    const { connection, host, newest, open } = setUp({
      credentials: { kind: 'oidc' },
      closing: { next: 'renew-token', reason: 'expired' },
    });
    await open();
    for (let n = 0; n < 3; n++) {
      newest().events.closed(end(1008));
      if (connection.snapshot().status === 'denied') break;
      await connection.tokenChanged();
      await settle();
      newest().events.opened();
    }
    expect(connection.snapshot().status).toBe('denied');
    expect(host.renewToken).toHaveBeenCalledTimes(2);
  });

  it('is denied at once when configured credentials are refused', async () => {
    const { connection, newest, open } = setUp({
      credentials: { kind: 'token', token: 'fixed' },
      closing: { next: 'renew-token', reason: 'expired' },
    });
    await open();
    newest().events.closed(end(1008));
    expect(connection.snapshot().status).toBe('denied');
    expect(connection.snapshot().reason).toContain('configuration');
  });

  it('waits for a person when credentials have to be typed', async () => {
    const { connection, attempts } = setUp({ credentials: { kind: 'ask', what: 'password' } });
    connection.start();
    await settle();
    expect(connection.snapshot()).toMatchObject({ status: 'offline', asks: 'password' });
    connection.supplyCredentials('u', 'p');
    await settle();
    expect(attempts).toHaveLength(1);
    expect(connection.snapshot().asks).toBeNull();
  });

  it('offers the form again when what was typed does not open the link', async () => {
    const { connection, newest } = setUp({ credentials: { kind: 'ask', what: 'password' } });
    connection.start();
    await settle();
    connection.supplyCredentials('u', 'wrong');
    await settle();
    newest().events.closed(end(1006, false));
    expect(connection.snapshot()).toMatchObject({ status: 'reconnecting', asks: 'password' });
    connection.supplyCredentials('u', 'right');
    await settle();
    newest().events.opened();
    expect(connection.snapshot()).toMatchObject({ status: 'online', asks: null });
  });

  it('connects anew when a link opens but does not take what it is opened for', async () => {
    const { connection, attempts, newest } = setUp({ outcome: (n) => (n === 1 ? 'backlog' : 'sent') });
    connection.start();
    await settle();
    newest().events.opened();
    expect(newest().closedByUs).toBe(true);
    expect(connection.snapshot().status).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(attempts).toHaveLength(2);
    newest().events.opened();
    expect(newest().sent).toEqual([{ body: 'hello' }]);
    expect(connection.snapshot().status).toBe('online');
  });

  it('sends a renewed token on the same link where the protocol wants it so', async () => {
    const { connection, attempts, newest, open, setToken } = setUp({
      credentials: { kind: 'oidc' },
      session: { credentialsChanged: () => [{ body: 'refreshed' }] },
    });
    await open();
    setToken('second');
    await connection.tokenChanged();
    expect(attempts).toHaveLength(1);
    expect(newest().sent.at(-1)).toEqual({ body: 'refreshed' });
  });

  it('connects anew with a renewed token where the protocol wants it so, without a visible break', async () => {
    const { connection, attempts, newest, open, setToken } = setUp({ credentials: { kind: 'oidc' } });
    const first = await open();
    setToken('second');
    await connection.tokenChanged();
    await settle();
    expect(first.closedByUs).toBe(true);
    expect(attempts).toHaveLength(2);
    expect(connection.snapshot().status).toBe('online');
    newest().events.opened();
    expect(newest().request.url).toBe('ws://host/second');
  });

  it('keeps a link that cannot be told of a renewed token, but opens it anew for another role, without a visible break', async () => {
    const { connection, attempts, host, newest, open, setToken } = setUp({
      credentials: { kind: 'oidc' },
      session: { credentialsChanged: () => 'keep' },
    });
    const first = await open();
    setToken('second');
    await connection.tokenChanged();
    await settle();
    expect(attempts).toHaveLength(1);
    setToken('third');
    await connection.tokenChanged(true);
    await settle();
    expect(first.closedByUs).toBe(true);
    expect(newest().request.url).toBe('ws://host/third');
    newest().events.opened();
    expect(connection.snapshot().status).toBe('online');
    expect(host.linkClosed).not.toHaveBeenCalled();
    setToken('fourth');
    await connection.tokenChanged();
    connection.tick(Date.now());
    await settle();
    expect(attempts).toHaveLength(2);
  });

  it('opens no link anew for its token in the middle of an order, but as soon as that has ended', async () => {
    for (const wanted of ['keep', 'reconnect'] as const) {
      let isOrdering = true;
      const { connection, attempts, newest, open, setToken } = setUp({
        credentials: { kind: 'oidc' },
        session: { credentialsChanged: () => wanted },
        ordering: () => isOrdering,
      });
      const first = await open();
      setToken('second');
      await connection.tokenChanged(true);
      connection.tick(Date.now());
      await settle();
      expect(first.closedByUs).toBe(false);
      isOrdering = false;
      connection.tick(Date.now());
      connection.tick(Date.now());
      await settle();
      expect(first.closedByUs).toBe(true);
      expect(attempts).toHaveLength(2);
      expect(newest().request.url).toBe('ws://host/second');
    }
  });

  it('does not open a link again that was opened with the new token while it waited', async () => {
    let isOrdering = true;
    const { connection, attempts, newest, open, setToken } = setUp({
      credentials: { kind: 'oidc' },
      session: { credentialsChanged: () => 'keep' },
      ordering: () => isOrdering,
    });
    await open();
    setToken('second');
    await connection.tokenChanged(true);
    newest().events.closed(end());
    await vi.advanceTimersByTimeAsync(60_000);
    newest().events.opened();
    const { length } = attempts;
    isOrdering = false;
    connection.tick(Date.now());
    await settle();
    expect(attempts).toHaveLength(length);
  });

  it('begins an attempt anew that was under way with the token of another role, and remembers that over a session that has ended', async () => {
    const { connection, attempts, newest, setToken } = setUp({
      credentials: { kind: 'oidc' },
      session: { credentialsChanged: () => 'keep' },
    });
    connection.start();
    await settle();
    setToken('second');
    await connection.tokenChanged(true);
    await settle();
    expect(attempts[0]?.closedByUs).toBe(true);
    expect(newest().request.url).toBe('ws://host/second');

    const later = setUp({ credentials: { kind: 'oidc' }, session: { credentialsChanged: () => 'keep' } });
    await later.open();
    later.setToken(null);
    await later.connection.tokenChanged(true);
    expect(later.attempts).toHaveLength(1);
    later.setToken('third');
    await later.connection.tokenChanged();
    await settle();
    expect(later.newest().request.url).toBe('ws://host/third');
  });

  it('asks a silent far end whether it lives, and gives it up when it does not answer', async () => {
    const { connection, newest, open } = setUp({ session: { probe: () => [{ body: 'ping?' }] } });
    const first = await open();
    await vi.advanceTimersByTimeAsync(6_000);
    connection.tick(Date.now());
    expect(newest().sent.at(-1)).toEqual({ body: 'ping?' });
    newest().events.alive();
    await vi.advanceTimersByTimeAsync(9_000);
    connection.tick(Date.now());
    expect(first.closedByUs).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    connection.tick(Date.now());
    expect(first.closedByUs).toBe(true);
    expect(connection.snapshot().status).toBe('reconnecting');
  });

  it('tells how long its link took to open, and how long the far end took to answer', async () => {
    const { connection, newest, attempts } = setUp({ session: { probe: () => [{ body: 'ping?' }] } });
    expect(connection.snapshot().link).toBeUndefined();
    connection.start();
    await settle();
    await vi.advanceTimersByTimeAsync(300);
    newest().events.opened();
    const openedAt = Date.now();
    expect(connection.snapshot().link).toEqual({
      lastSignAt: openedAt,
      silenceLimitMs: 10_000,
      delay: { ms: 300, to: 'opening', at: openedAt },
    });
    await vi.advanceTimersByTimeAsync(6_000);
    connection.tick(Date.now());
    await vi.advanceTimersByTimeAsync(80);
    newest().events.frame({ ...frame('1'), receivedAt: Date.now() });
    expect(connection.snapshot().link?.delay).toEqual({ ms: 80, to: 'probe', at: Date.now() });
    await vi.advanceTimersByTimeAsync(500);
    newest().events.frame({ ...frame('1'), receivedAt: Date.now() });
    expect(connection.snapshot().link?.delay?.ms).toBe(80);
    newest().events.closed({ wasOpen: true, code: 1006, reason: '' });
    expect(connection.snapshot().link).toBeUndefined();
    expect(attempts).toHaveLength(1);
  });

  it('takes no order for a link that is down or has been silent for longer than its limit', async () => {
    const { connection, newest, open } = setUp();
    expect(connection.refusal('relay', 'state')).not.toBeNull();
    await open();
    newest().events.frame(frame('1'));
    expect(connection.refusal('relay', 'state')).toBeNull();
    expect(connection.refusal('relay', 'unheard')).toContain('has not said');
    await vi.advanceTimersByTimeAsync(10_001);
    expect(connection.refusal('relay', 'state')).toContain('silent');
    newest().events.frame(frame('1'));
    expect(connection.refusal('relay', 'state')).toBeNull();
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(connection.refusal('relay', 'state')).toContain('silent');
    newest().events.frame(frame('1'));
    expect(connection.refusal('relay', 'state')).toBeNull();
    newest().events.closed(end());
    expect(connection.refusal('relay', 'state')).toContain('down');
  });

  it('sends no order behind bytes that wait, and gives these a moment to leave before it is judged', async () => {
    let isWaiting = false;
    const { connection, newest, open } = setUp({ waiting: () => isWaiting });
    await open();
    newest().events.frame(frame('1'));
    isWaiting = true;
    expect(connection.send('relay', [{ body: 'order' }])).toBe('backlog');
    expect(connection.send('relay', [{ body: 'end of a pulse' }], true)).toBe('sent');
    expect(newest().sent).toEqual([{ body: 'hello' }, { body: 'end of a pulse' }]);
    const cleared = vi.fn();
    void connection.clear('relay').then(cleared);
    await vi.advanceTimersByTimeAsync(20);
    expect(cleared).not.toHaveBeenCalled();
    isWaiting = false;
    await vi.advanceTimersByTimeAsync(20);
    expect(cleared).toHaveBeenCalledTimes(1);
    isWaiting = true;
    void connection.clear('relay').then(cleared);
    await vi.advanceTimersByTimeAsync(150);
    expect(cleared).toHaveBeenCalledTimes(2);
  });

  it('opens a link anew that is suspected: with a gap where a report was due, without a word where none was', async () => {
    const { connection, attempts, newest, open } = setUp();
    await open();
    newest().events.frame(frame('1'));
    await vi.advanceTimersByTimeAsync(5_000);
    connection.suspect('relay', false);
    expect(attempts[0]?.closedByUs).toBe(true);
    expect(connection.snapshot()).toMatchObject({ status: 'online', reconnects: 0 });
    expect(connection.refusal('relay', 'state')).toContain('down');
    await settle();
    newest().events.opened();
    expect(connection.refusal('relay', 'state')).toBeNull();
    connection.suspect('relay', true);
    expect(connection.snapshot().status).toBe('reconnecting');
  });

  it('keeps the other links of a connection when one breaks, and lets the worst speak', async () => {
    const { connection, attempts, open } = setUp({ lanes: ['1', '2'] });
    await open();
    attempts[0]?.events.frame(frame('5', '1'));
    attempts[1]?.events.closed(end());
    expect(connection.snapshot()).toMatchObject({ status: 'reconnecting', reason: '2: gone' });
    attempts[0]?.events.frame(frame('6', '1'));
    expect(connection.snapshot().frames).toBe(2);
  });

  it('counts an outage of all its links as one reconnect, and a link that breaks again as another', async () => {
    const { connection, attempts, open } = setUp({ lanes: ['1', '2'] });
    await open();
    const comeBack = async (...lanes: string[]) => {
      const made = attempts.length;
      await vi.advanceTimersByTimeAsync(5_000);
      for (const { request, events } of attempts.slice(made))
        if (lanes.includes(request.name)) events.opened();
    };
    const [one, two] = attempts;
    one?.events.closed(end());
    two?.events.closed(end());
    await comeBack('1', '2');
    expect(connection.snapshot()).toMatchObject({ status: 'online', reconnects: 1 });

    attempts.at(-1)?.events.closed(end());
    attempts.at(-2)?.events.closed(end());
    await comeBack('1');
    expect(connection.snapshot()).toMatchObject({ status: 'reconnecting', reconnects: 2 });
    attempts.findLast(({ request }) => request.name === '1')?.events.closed(end());
    await comeBack('1');
    expect(connection.snapshot()).toMatchObject({ status: 'reconnecting', reconnects: 3 });
  });

  it('counts a frame that its decoder fails on and lives', async () => {
    const { connection, newest, open } = setUp({
      session: {
        decode() {
          throw new Error('bug');
        },
      },
    });
    await open();
    newest().events.frame(frame('1'));
    expect(connection.snapshot()).toMatchObject({ status: 'online', unreadable: 1 });
  });

  it('never shows a credential that a back end echoes', async () => {
    const { connection, newest, open, setClosing } = setUp({ credentials: { kind: 'oidc' } });
    await open();
    setClosing({ next: 'retry', reason: 'bad token first!' });
    newest().events.closed(end());
    expect(connection.snapshot().reason).toBe('bad token •••!');
  });

  it('ignores what an attempt given up says afterwards', async () => {
    const { connection, newest, open } = setUp();
    const first = await open();
    newest().events.closed(end());
    first.events.frame(frame('1'));
    first.events.opened();
    expect(connection.snapshot()).toMatchObject({ status: 'reconnecting', frames: 0 });
  });
});
