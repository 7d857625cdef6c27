import { beforeEach, describe, expect, it, vi } from 'vitest';
import { end, frame, holdTime, settle, setUp } from './connection.fixture.ts';

beforeEach(holdTime);

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

  it('says what its protocol notes of an open link, until that ends', async () => {
    const { connection, host, newest, note, open } = setUp();
    note('too early');
    await open();
    expect(connection.snapshot()).toMatchObject({ status: 'online', reason: '' });
    host.changed.mockClear();
    note('The back end has a fault.');
    expect(host.changed).toHaveBeenCalledTimes(1);
    expect(connection.snapshot()).toMatchObject({ status: 'online', reason: 'The back end has a fault.' });
    note('');
    expect(connection.snapshot().reason).toBe('');
    note('The back end has a fault.');
    newest().events.closed(end());
    note('too late');
    expect(connection.snapshot()).toMatchObject({ status: 'reconnecting', reason: 'gone' });
    connection.retry();
    await settle();
    newest().events.opened();
    expect(connection.snapshot()).toMatchObject({ status: 'online', reason: '' });
  });

  it('shows its address without user, password and query', () => {
    expect(setUp().connection.snapshot().address).toBe('ws://host/path');
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

  it('tries an address that a browser may keep from a page of https:, and says so of a failure until it has opened once', async () => {
    vi.stubGlobal('location', { protocol: 'https:' });
    try {
      const { connection, attempts, newest } = setUp();
      connection.start();
      await settle();
      expect(attempts).toHaveLength(1);
      newest().events.closed(end(1006, false));
      expect(connection.snapshot()).toMatchObject({
        status: 'reconnecting',
        reason: expect.stringMatching(/^gone A browser may keep .* Use wss: or https:/),
      });
      connection.retry();
      await settle();
      newest().events.opened();
      newest().events.closed(end());
      connection.retry();
      await settle();
      newest().events.closed(end(1006, false));
      expect(connection.snapshot().reason).toBe('gone');
    } finally {
      vi.unstubAllGlobals();
    }
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

  it('ignores what an attempt given up says afterwards', async () => {
    const { connection, newest, open } = setUp();
    const first = await open();
    newest().events.closed(end());
    first.events.frame(frame('1'));
    first.events.opened();
    expect(connection.snapshot()).toMatchObject({ status: 'reconnecting', frames: 0 });
  });
});
