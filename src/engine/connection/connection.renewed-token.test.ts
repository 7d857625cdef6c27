import { beforeEach, describe, expect, it, vi } from 'vitest';
import { end, frame, holdTime, settle, setUp } from './connection.fixture.ts';

beforeEach(holdTime);

describe('a connection', () => {
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

  it('believes no report from before it connected anew with a renewed token', async () => {
    const { connection, newest, open, setToken } = setUp({ credentials: { kind: 'oidc' } });
    await open();
    newest().events.frame(frame('1'));
    setToken('second');
    await connection.tokenChanged();
    await settle();
    newest().events.opened();
    expect(connection.lastReport('relay', 'state')?.stale).toBe(true);
    newest().events.frame(frame('2'));
    expect(connection.lastReport('relay', 'state')?.stale).toBe(false);
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

  it('tells a link that was being opened while the token was renewed, once, as soon as it is open', async () => {
    const { connection, attempts, newest, setToken } = setUp({
      credentials: { kind: 'oidc' },
      session: {
        credentialsChanged: (credentials) => [
          { body: `refresh ${credentials.kind === 'bearer' ? credentials.token : ''}` },
        ],
      },
    });
    connection.start();
    await settle();
    setToken('second');
    await connection.tokenChanged();
    expect(newest().sent).toEqual([]);
    newest().events.opened();
    await settle();
    expect(newest().sent).toEqual([{ body: 'hello' }, { body: 'refresh second' }]);
    setToken('third');
    await connection.tokenChanged();
    expect(newest().sent.slice(2)).toEqual([{ body: 'refresh third' }]);
    expect(attempts).toHaveLength(1);
  });

  it('opens a link anew that was being opened, or resumed, while the token was renewed, but not in the middle of an order', async () => {
    let isOrdering = false;
    const { connection, attempts, newest, setToken, setClosing } = setUp({
      credentials: { kind: 'oidc' },
      ordering: () => isOrdering,
    });
    connection.start();
    await settle();
    setToken('second');
    await connection.tokenChanged();
    newest().events.opened();
    await settle();
    expect(attempts).toHaveLength(2);
    expect(newest().request.url).toBe('ws://host/second');
    newest().events.opened();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(attempts).toHaveLength(2);

    setClosing({ next: 'resume', reason: '' });
    newest().events.closed(end(1000));
    await settle();
    isOrdering = true;
    setToken('third');
    await connection.tokenChanged();
    newest().events.opened();
    connection.tick(Date.now());
    await settle();
    expect(newest().request.url).toBe('ws://host/second');
    isOrdering = false;
    connection.tick(Date.now());
    await settle();
    expect(newest().request.url).toBe('ws://host/third');
    newest().events.opened();
    expect(attempts).toHaveLength(4);
    expect(connection.snapshot()).toMatchObject({ status: 'online', reconnects: 0 });
  });

  it('leaves a link alone that was being opened where the protocol wants it so, or the session ended meanwhile', async () => {
    for (const renewed of ['second', null]) {
      const { connection, attempts, newest, setToken } = setUp({
        credentials: { kind: 'oidc' },
        session: renewed === null ? {} : { credentialsChanged: () => 'keep' },
      });
      connection.start();
      await settle();
      setToken(renewed);
      newest().events.opened();
      connection.tick(Date.now());
      await settle();
      expect(attempts).toHaveLength(1);
      expect(newest().sent).toEqual([{ body: 'hello' }]);
    }
  });

  it('tries again with the renewed token where only the one before it was refused', async () => {
    for (const next of ['denied', 'renew-token'] as const) {
      const { connection, host, newest, setToken } = setUp({
        credentials: { kind: 'oidc' },
        closing: { next, reason: 'Check the devices.' },
      });
      connection.start();
      await settle();
      setToken('second');
      await connection.tokenChanged();
      newest().events.closed(end(1006, false));
      await vi.advanceTimersByTimeAsync(1_000);
      expect(newest().request.url).toBe('ws://host/second');
      expect(host.renewToken).not.toHaveBeenCalled();
      newest().events.closed(end(1006, false));
      expect(connection.snapshot().status).toBe(next === 'denied' ? 'denied' : 'renewing');
    }
  });
});
