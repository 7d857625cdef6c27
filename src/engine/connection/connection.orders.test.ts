import { beforeEach, describe, expect, it, vi } from 'vitest';
import { end, frame, holdTime, setUp } from './connection.fixture.ts';

beforeEach(holdTime);

describe('a connection', () => {
  it('takes no order for a link that is down or has been silent for longer than its limit', async () => {
    const { connection, newest, open } = setUp();
    expect(connection.refusal('relay', 'state')).not.toBeNull();
    await open();
    newest().events.frame(frame('1'));
    expect(connection.refusal('relay', 'state')).toBeNull();
    expect(connection.refusal('relay', 'unheard')).toContain('has not said');
    await vi.advanceTimersByTimeAsync(10_001);
    expect(connection.refusal('relay', 'state')).toMatch(/silent.*raise silenceSeconds/);
    newest().events.frame(frame('1'));
    expect(connection.refusal('relay', 'state')).toBeNull();
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(connection.refusal('relay', 'state')).toContain('silent');
    newest().events.frame(frame('1'));
    expect(connection.refusal('relay', 'state')).toBeNull();
    newest().events.closed(end());
    expect(connection.refusal('relay', 'state')).toContain('down');
  });

  it('tells of a link that broke for whatever orders leave on it, those to devices not heard of among them', async () => {
    const one = setUp();
    await one.open();
    expect(one.connection.send('unheard', [{ body: 'order' }])).toBe('sent');
    one.newest().events.closed(end());
    const [serves] = one.host.linkClosed.mock.calls[0] ?? [];
    expect([serves?.('relay'), serves?.('unheard')]).toEqual([true, true]);
  });

  it('tells of one link of several for its own devices only', async () => {
    const two = setUp({ lanes: ['1', '2'] });
    await two.open();
    expect(two.connection.send('unheard', [{ body: 'order' }])).toBe('not-open');
    two.newest().events.frame(frame('1'));
    two.newest().events.closed(end());
    const [serves] = two.host.linkClosed.mock.calls[0] ?? [];
    expect([serves?.('relay'), serves?.('unheard')]).toEqual([true, false]);
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
});
