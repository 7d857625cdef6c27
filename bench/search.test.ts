import { describe, expect, it } from 'vitest';
import { highestHeld, type Search } from './search.ts';
import { windowWith } from './window.fixture.ts';

const SEARCH: Search = { probeSeconds: 3, confirmSeconds: 15, steps: 4, seconds: 180, confirmations: 10 };

/** A receiver that holds what it is asked, as far as it can; with every window it had. */
function receiver(holds: (rate: number, seconds: number, windows: number) => boolean) {
  const windows: { readonly rate: number; readonly seconds: number }[] = [];
  let spent = 0;
  return {
    windows,
    now: () => spent * 1000,
    measure: async (rate: number, seconds: number) => {
      windows.push({ rate, seconds });
      spent += seconds;
      return windowWith({ framesPerSecond: rate, rate, held: holds(rate, seconds, windows.length) });
    },
  };
}

describe('the search for the highest rate held', () => {
  it.each([6000, 14_000, 20_000, 55_000])(
    'comes close below a bound of %i and confirms it',
    async (bound) => {
      const { measure, now, windows } = receiver((rate) => rate <= bound);
      const found = await highestHeld(measure, 20_000, SEARCH, now);
      expect(found.held).toBe(true);
      expect(found.rate).toBeLessThanOrEqual(bound);
      expect(found.rate).toBeGreaterThan(bound * 0.9);
      expect(windows.at(-1)?.seconds).toBe(SEARCH.confirmSeconds);
    },
  );

  it('does not take a single failure for a bound', async () => {
    const { measure, now } = receiver((rate, _, count) => rate <= 20_000 && count !== 2);
    expect((await highestHeld(measure, 20_000, SEARCH, now)).rate).toBeGreaterThan(18_000);
  });

  it('goes lower by steps where the long window fails', async () => {
    const { measure, now } = receiver((rate, seconds) => rate <= (seconds > 3 ? 15_000 : 18_000));
    const { held, rate } = await highestHeld(measure, 20_000, SEARCH, now);
    expect(held).toBe(true);
    expect(rate).toBeLessThanOrEqual(15_000);
    expect(rate).toBeGreaterThan(15_000 * 0.95);
  });

  it('says that nothing was held where nothing was', async () => {
    const { measure, now } = receiver(() => false);
    expect((await highestHeld(measure, 20_000, SEARCH, now)).held).toBe(false);
  });

  it('looks for no more than it has time for', async () => {
    const { measure, now, windows } = receiver((rate) => rate <= 9000);
    const search = { ...SEARCH, seconds: 1, confirmations: 1 };
    await highestHeld(measure, 20_000, search, now);
    expect(windows.map(({ seconds }) => seconds)).toEqual([3, 15]);
  });
});
