import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { end, holdTime, settle, setUp } from './connection.fixture.ts';

beforeEach(holdTime);
afterEach(() => vi.unstubAllGlobals());

/** A connection whose tokens an endpoint hands out, which answers with a status and counts; 200 with a token. */
function handedOut(status: number) {
  const endpoint = { status, asked: vi.fn<(authorization: string | null) => void>() };
  vi.stubGlobal('fetch', async (_url: string, { headers }: RequestInit) => {
    endpoint.asked(new Headers(headers).get('Authorization'));
    return new Response(JSON.stringify({ token: `channel ${endpoint.asked.mock.calls.length}` }), {
      status: endpoint.status,
    });
  });
  const parts = setUp({
    credentials: { kind: 'token-url', url: 'http://app.example/api/channel-token' },
    closing: { next: 'renew-token', reason: 'refused' },
  });
  return { ...parts, endpoint };
}

describe('a connection by tokens that are handed out', () => {
  it('has the session renewed where that is what the endpoint does not accept, and goes on with the next', async () => {
    const { connection, attempts, endpoint, host, newest, setToken } = handedOut(401);
    connection.start();
    await settle();
    expect(connection.snapshot()).toMatchObject({
      status: 'renewing',
      reason: 'The token endpoint refused to hand out a token (HTTP 401).',
    });
    expect(host.renewToken).toHaveBeenCalledTimes(1);
    expect(attempts).toHaveLength(0);
    endpoint.status = 200;
    setToken('second');
    await connection.tokenChanged();
    await settle();
    newest().events.opened();
    expect(endpoint.asked).toHaveBeenLastCalledWith('Bearer second');
    expect(connection.snapshot().status).toBe('online');
  });

  it('is denied where the endpoint accepts no renewed session either, and at once where that is without access', async () => {
    for (const status of [401, 403]) {
      const { connection, endpoint, host } = handedOut(status);
      connection.start();
      await settle();
      for (let renewals = 0; renewals < 5 && connection.snapshot().status !== 'denied'; renewals++) {
        await connection.tokenChanged();
        await settle();
      }
      expect(connection.snapshot()).toMatchObject({
        status: 'denied',
        reason: `The token endpoint refused to hand out a token (HTTP ${status}). Ask for access, or sign in again.`,
      });
      expect(host.renewToken).toHaveBeenCalledTimes(status === 401 ? 2 : 0);
      expect(endpoint.asked).toHaveBeenCalledTimes(status === 401 ? 3 : 1);
    }
  });

  it('says that the session has ended, asks for no token without one, and resumes after a sign-in', async () => {
    const { connection, attempts, endpoint, open, newest, setToken } = handedOut(200);
    await open();
    setToken(null);
    await connection.tokenChanged();
    expect(connection.snapshot().status).toBe('online');
    newest().events.closed(end(1006));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.snapshot()).toMatchObject({ status: 'offline', retryAt: null });
    expect(connection.snapshot().reason).toContain('The session has ended. Sign in again');
    expect(endpoint.asked).toHaveBeenCalledTimes(1);
    setToken('second');
    await connection.tokenChanged();
    await settle();
    newest().events.opened();
    expect(attempts).toHaveLength(2);
    expect(connection.snapshot().status).toBe('online');
  });

  it('asks without a session where there is no sign-in', async () => {
    const { connection, endpoint, host, newest, setToken } = handedOut(200);
    setToken(null);
    host.hasEnded.mockReturnValue(false);
    connection.start();
    await settle();
    newest().events.opened();
    expect(endpoint.asked).toHaveBeenCalledWith(null);
    endpoint.status = 401;
    newest().events.closed(end(1006));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.snapshot().status).toBe('denied');
    expect(host.renewToken).not.toHaveBeenCalled();
  });

  it('is denied where fresh tokens are refused again and again', async () => {
    const { connection, endpoint, host, newest } = handedOut(200);
    connection.start();
    await settle();
    for (let tries = 0; tries < 3; tries++) {
      newest().events.closed(end(401, false));
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(connection.snapshot()).toMatchObject({
      status: 'denied',
      reason: 'refused Ask for access, or sign in again.',
    });
    expect(endpoint.asked).toHaveBeenCalledTimes(3);
    expect(host.renewToken).not.toHaveBeenCalled();
  });

  it('opens anew with a fresh token each time the last has run out, however often', async () => {
    const { connection, endpoint, open, newest } = handedOut(200);
    await open();
    for (let hour = 1; hour < 6; hour++) {
      await vi.advanceTimersByTimeAsync(3_600_000);
      newest().events.closed(end(1008));
      expect(connection.snapshot().status).toBe('renewing');
      await vi.advanceTimersByTimeAsync(1_000);
      newest().events.opened();
      expect(connection.snapshot().status).toBe('online');
      expect(endpoint.asked).toHaveBeenCalledTimes(hour + 1);
    }
  });
});
