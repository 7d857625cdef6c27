import { beforeEach, describe, expect, it, vi } from 'vitest';
import { end, frame, holdTime, settle, setUp } from './connection.fixture.ts';

const HOUR_MS = 3_600_000;

type Parts = ReturnType<typeof setUp> & { pass(seconds: number): Promise<void> };

beforeEach(holdTime);

describe('a connection', () => {
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

  it.each([
    ['is silent', { probe: () => [{ body: 'ping?' }] }, async (parts: Parts) => parts.pass(7)],
    [
      'is silent, and cannot be asked',
      {},
      async (parts: Parts) => {
        // Opened anew without a word, and not to be had then.
        await parts.pass(43);
        expect(parts.attempts).toHaveLength(10);
        parts.newest().events.closed(end(1006, false));
      },
    ],
    ['leaves an order unanswered', {}, async (parts: Parts) => parts.connection.suspect('d', true)],
  ])(
    'has forgotten its failures of the morning when its link %s in the evening',
    async (_, session, fall) => {
      const parts = setUp({ session });
      const { connection, newest, open } = parts;
      const pass = async (seconds: number, says?: string) => {
        for (let second = 0; second < seconds; second++) {
          await vi.advanceTimersByTimeAsync(1_000);
          if (says !== undefined && second % 5 === 0) newest().events.frame(frame(says));
          connection.tick(Date.now());
        }
      };
      await open();
      newest().events.closed(end());
      for (let failures = 0; failures < 7; failures++) {
        await vi.advanceTimersByTimeAsync(30_000);
        newest().events.closed(end(1006, false));
      }
      await vi.advanceTimersByTimeAsync(30_000);
      newest().events.opened();
      await pass(600, '1');
      await fall({ ...parts, pass });
      const { status, retryAt } = connection.snapshot();
      expect(status).toBe('reconnecting');
      expect((retryAt ?? Number.NaN) - Date.now()).toBeLessThanOrEqual(500);
    },
  );

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

  it('believes no report from before an expected end, since what was switched meanwhile is told to nobody, until the next one', async () => {
    const { connection, store, newest, open } = setUp({ closing: { next: 'resume', reason: 'end' } });
    await open();
    newest().events.frame(frame('1'));
    expect(connection.lastReport('relay', 'state')).toMatchObject({ value: true, stale: false });
    const breakAt = vi.spyOn(store, 'breakAt');
    newest().events.closed(end(1000));
    expect(connection.lastReport('relay', 'state')).toMatchObject({ value: true, stale: true });
    await settle();
    newest().events.opened();
    expect(connection.isOnline).toBe(true);
    expect(connection.lastReport('relay', 'state')?.stale).toBe(true);
    newest().events.frame(frame('2'));
    expect(connection.lastReport('relay', 'state')?.stale).toBe(false);
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
});
