import { beforeEach, describe, expect, it, vi } from 'vitest';
import { end, frame, holdTime, settle, setUp } from './connection.fixture.ts';

beforeEach(holdTime);

describe('a connection', () => {
  it('does not hammer a back end that denies: it tries once within a quarter of an hour, or with a new token, or when a person asks', async () => {
    const { connection, attempts, newest, open, setToken } = setUp({
      credentials: { kind: 'oidc' },
      closing: { next: 'denied', reason: 'not yours' },
    });
    await open();
    newest().events.closed(end());
    expect(connection.snapshot()).toMatchObject({ status: 'denied', reason: 'not yours' });
    await vi.advanceTimersByTimeAsync(450_000);
    expect(attempts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(450_000);
    expect(attempts).toHaveLength(2);
    newest().events.closed(end(1006, false));
    connection.retry();
    await settle();
    expect(attempts).toHaveLength(3);
    newest().events.closed(end(1006, false));
    setToken('second');
    await connection.tokenChanged();
    await settle();
    expect(attempts).toHaveLength(4);
    expect(newest().request.url).toBe('ws://host/second');
  });

  it('comes back by itself after a gateway denied it for a while, whatever it lives by, and is shown as denied until then', async () => {
    for (const credentials of [{ kind: 'none' }, { kind: 'token', token: 'fixed' }] as const) {
      const { connection, attempts, newest, open } = setUp({
        credentials,
        closing: { next: 'renew-token', reason: '401' },
      });
      await open();
      newest().events.closed(end(401));
      const { since, reason } = connection.snapshot();
      for (let tries = 0; tries < 24; tries++) {
        const before = attempts.length;
        const { retryAt } = connection.snapshot();
        await vi.advanceTimersByTimeAsync((retryAt ?? Number.NaN) - Date.now());
        expect(attempts.length - before).toBe(1);
        expect(connection.snapshot()).toMatchObject({ status: 'denied', since, reason, retryAt: null });
        newest().events.closed(end(401, false));
        expect(connection.snapshot()).toMatchObject({ status: 'denied', since, reason });
      }
      await vi.advanceTimersByTimeAsync(900_000);
      newest().events.opened();
      newest().events.frame(frame('1'));
      expect(connection.snapshot()).toMatchObject({ status: 'online', retryAt: null });
    }
  });

  describe('that is denied only once its link is open', () => {
    /** Denied, and tried again: the link opens. */
    async function triedAgain() {
      const parts = setUp({ closing: { next: 'denied', reason: 'not yours' } });
      const { connection, newest, open } = parts;
      await open();
      newest().events.frame(frame('1'));
      newest().events.closed(end());
      const denied = connection.snapshot();
      const again = async () => {
        await vi.advanceTimersByTimeAsync((connection.snapshot().retryAt ?? Number.NaN) - Date.now());
        newest().events.opened();
      };
      await again();
      return { ...parts, denied, again };
    }

    it('stays denied to the eye through its tries: none counts as an end of the outage', async () => {
      const { connection, newest, again, host, denied } = await triedAgain();
      const { since, reason } = denied;
      for (let tries = 0; tries < 5; tries++) {
        expect(newest().sent).toEqual([{ body: 'hello' }]);
        await vi.advanceTimersByTimeAsync(100);
        connection.tick(Date.now());
        expect(connection.isOnline).toBe(false);
        expect(connection.snapshot()).toMatchObject({ status: 'denied', since, reason, reconnects: 0 });
        newest().events.closed(end());
        expect(connection.snapshot()).toMatchObject({ status: 'denied', since, reason, reconnects: 0 });
        await again();
      }
      expect(host.linkClosed).toHaveBeenCalledTimes(1);
    });

    it('takes no orders before it has proven itself', async () => {
      const { connection, newest } = await triedAgain();
      expect(connection.refusal('relay', 'state')).toMatch(/is down \(not yours\)\. Nothing was sent/);
      expect(connection.send('relay', [{ body: 'on' }])).toBe('not-open');
      newest().events.frame(frame('2'));
      expect(connection.refusal('relay', 'state')).toBeNull();
      expect(connection.send('relay', [{ body: 'on' }])).toBe('sent');
    });

    it.each([
      [
        'with what it brings first',
        0,
        (parts: Awaited<ReturnType<typeof triedAgain>>) => parts.newest().events.frame(frame('2')),
      ],
      ['once it has stayed open', 2_000, () => {}],
    ])('is online %s', async (_, ms, prove) => {
      const parts = await triedAgain();
      prove(parts);
      await vi.advanceTimersByTimeAsync(ms);
      const { connection, denied } = parts;
      expect(connection.snapshot()).toMatchObject({
        status: 'online',
        reason: '',
        since: Date.now(),
        reconnects: 1,
      });
      expect(denied.reconnects).toBe(0);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(connection.snapshot()).toMatchObject({ status: 'online', reconnects: 1 });
    });

    it.each([
      ['it is denied again', (parts: ReturnType<typeof setUp>) => parts.newest().events.closed(end())],
      ['a person asks for another try', (parts: ReturnType<typeof setUp>) => parts.connection.retry()],
    ])('leaves nothing to be believed that it reported before %s', async (_, fall) => {
      const parts = setUp({
        closing: { next: 'denied', reason: 'not yours' },
        session: {
          decode: ({ body, receivedAt }, sink) => sink.state('door', 'mode', String(body), receivedAt),
        },
      });
      const { connection, newest, open } = parts;
      await open();
      newest().events.frame(frame('shut'));
      newest().events.closed(end());
      await vi.advanceTimersByTimeAsync((connection.snapshot().retryAt ?? Number.NaN) - Date.now());
      newest().events.opened();
      newest().events.frame(frame('open'));
      expect(connection.lastReport('door', 'mode')).toMatchObject({ value: 'open', stale: false });
      fall(parts);
      expect(connection.lastReport('door', 'mode')).toMatchObject({ value: 'open', stale: true });
    });

    it('is no link that goes on without a word when its stream ends before it has proven itself', async () => {
      const { connection, newest, setClosing } = await triedAgain();
      setClosing({ next: 'resume', reason: 'over' });
      newest().events.closed(end(1000));
      expect(connection.snapshot()).toMatchObject({ status: 'reconnecting', reason: 'over', reconnects: 0 });
    });
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

  it('tries once more what was typed before it asks again, where that had let it in, and not again and again', async () => {
    const { connection, attempts, newest } = setUp({
      credentials: { kind: 'ask', what: 'password' },
      closing: { next: 'renew-token', reason: 'policy' },
    });
    connection.start();
    await settle();
    connection.supplyCredentials('u', 'p');
    await settle();
    const lastAndEnd = async (ms: number) => {
      newest().events.opened();
      await vi.advanceTimersByTimeAsync(ms);
      newest().events.closed(end(1008));
    };
    await lastAndEnd(5_000);
    expect(connection.snapshot()).toMatchObject({ status: 'reconnecting', reason: 'policy' });
    await vi.advanceTimersByTimeAsync((connection.snapshot().retryAt ?? Number.NaN) - Date.now());
    expect(attempts).toHaveLength(2);
    await lastAndEnd(5_000);
    expect(connection.snapshot()).toMatchObject({ status: 'offline', asks: 'password', retryAt: null });
    connection.supplyCredentials('u', 'p');
    await settle();
    await lastAndEnd(3_600_000);
    expect(connection.snapshot().status).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync((connection.snapshot().retryAt ?? Number.NaN) - Date.now());
    newest().events.closed(end(1008, false));
    expect(connection.snapshot()).toMatchObject({ status: 'offline', asks: 'password' });
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
});
