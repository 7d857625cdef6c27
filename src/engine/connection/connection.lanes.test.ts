import { beforeEach, describe, expect, it, vi } from 'vitest';
import { end, frame, holdTime, setUp } from './connection.fixture.ts';

beforeEach(holdTime);

describe('a connection', () => {
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
});
