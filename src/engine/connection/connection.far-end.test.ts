import { beforeEach, describe, expect, it, vi } from 'vitest';
import { frame, holdTime, settle, setUp } from './connection.fixture.ts';

beforeEach(holdTime);

describe('a connection', () => {
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
});
