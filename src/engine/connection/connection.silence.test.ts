import * as fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { frame, holdTime, settle, setUp } from './connection.fixture.ts';

beforeEach(holdTime);

/** A connection that may not ask its far end whether it lives. Frames are `device:age` of readings: `a:0 a:1000`. */
async function listening() {
  const set = setUp({
    session: {
      decode({ body, receivedAt }, sink) {
        for (const [device = '', age] of String(body)
          .split(' ')
          .map((one) => one.split(':')))
          if (device === 'relay') sink.state('relay', 'state', true, receivedAt);
          else sink.reading(device, 'q', receivedAt - Number(age), 1);
      },
    },
  });
  await set.open();
  const { connection, attempts, newest, store } = set;
  let opened = attempts.length;
  return {
    ...set,
    say: (body: string) => newest().events.frame(frame(body)),
    /** Seconds pass; what is opened anew opens. */
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        await vi.advanceTimersByTimeAsync(1_000);
        connection.tick(Date.now());
        await settle();
        if (attempts.length === opened) continue;
        opened = attempts.length;
        newest().events.opened();
      }
    },
    gaps: (device: string, quantity = 'q') =>
      store.find({ connection: 'c', device, quantity })?.breaks?.length ?? 0,
    isStale: () => connection.lastReport('relay', 'state')?.stale,
  };
}

describe('a connection that may not ask its far end', () => {
  it('leaves a gap where a link that was heard every second has died, believes no report from before it, and asks anew', async () => {
    const { connection, attempts, newest, say, pass, gaps, isStale, host } = await listening();
    say('relay:0');
    for (let second = 0; second < 40; second++) {
      say('a:0');
      await pass(1);
    }
    await pass(38);
    expect(attempts).toHaveLength(1);
    await pass(3);
    expect(attempts).toHaveLength(2);
    expect(newest().sent).toEqual([{ body: 'hello' }]);
    expect([gaps('a'), gaps('relay', 'state')]).toEqual([1, 1]);
    expect(isStale()).toBe(true);
    expect(connection.snapshot()).toMatchObject({ status: 'online', reconnects: 0 });
    expect(host.linkClosed).not.toHaveBeenCalled();
    // However long it lasts it is one gap.
    await pass(200);
    expect(gaps('a')).toBe(1);
    say('relay:0');
    expect(isStale()).toBe(false);
  });

  it('leaves a gap each time', async () => {
    const { say, pass, gaps } = await listening();
    for (let outage = 1; outage <= 3; outage++) {
      for (let second = 0; second < 40; second++) {
        say('a:0');
        await pass(1);
      }
      await pass(60);
      say('a:0');
      expect(gaps('a')).toBe(outage);
    }
  });

  it('leaves none in a series that reports more seldom than the silence lasts', async () => {
    const { say, pass, gaps } = await listening();
    for (let second = 0; second < 400; second++) {
      say(second % 30 === 0 ? 'a:0 b:0' : 'a:0');
      await pass(1);
    }
    await pass(42);
    say('a:0 b:0');
    expect([gaps('a'), gaps('b')]).toEqual([1, 0]);
  });

  it('leaves none where a device sends what it has gathered now and then', async () => {
    const { attempts, say, pass, gaps, isStale } = await listening();
    const gathered = Array.from({ length: 180 }, (_, second) => `a:${179_000 - second * 1_000}`).join(' ');
    for (let batch = 0; batch < 12; batch++) {
      say(`relay:0 ${gathered}`);
      await pass(180);
    }
    expect(attempts.length).toBeGreaterThan(12);
    expect(gaps('a')).toBe(0);
    expect(isStale()).toBe(false);
  });

  it('takes keep-alives for signs of life', async () => {
    const { attempts, newest, say, pass, gaps } = await listening();
    for (let second = 0; second < 200; second++) {
      if (second < 40) say('a:0');
      newest().events.alive();
      await pass(1);
    }
    expect(attempts).toHaveLength(1);
    expect(gaps('a')).toBe(0);
  });

  it('leaves no gap and believes reports wherever a device only takes its time, however long that is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 400 }),
        fc.array(fc.double({ min: 0.7, max: 1.3, noNaN: true }), { minLength: 12, maxLength: 16 }),
        async (interval, paces) => {
          const { say, pass, gaps, isStale } = await listening();
          for (const pace of paces) {
            // Not at the very moment at which its link was opened anew: that tells nothing of how often it speaks.
            await vi.advanceTimersByTimeAsync(1);
            say('a:0 relay:0');
            await pass(Math.ceil(interval * pace));
            expect(isStale()).toBe(false);
          }
          expect([gaps('a'), gaps('relay', 'state')]).toEqual([0, 0]);
        },
      ),
      { numRuns: 20 },
    );
  });
});
