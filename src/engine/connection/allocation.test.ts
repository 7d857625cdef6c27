import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { setUp } from './intake.fixture.ts';

const START = 1_750_000_000_000;
const WARM_UP = 400_000;
const READINGS = 20_000;
/** The smallest object with a time and a value would take as much on top of the numbers that the runtime itself puts aside for calls. */
const MOST_BYTES = 80;
/** Until all is compiled as well as it will be, which takes longer on a busy machine. */
const ROUNDS = 20;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes of garbage a reading, of the best of some rounds: what else runs may add to one, and makes none of them better. */
function garbage(read: (index: number) => void): number {
  let index = 0;
  for (; index < WARM_UP; index++) read(index);
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS && !(least < MOST_BYTES); round++) {
    collect();
    const before = process.memoryUsage().heapUsed;
    for (const end = index + READINGS; index < end; index++) read(index);
    const made = (process.memoryUsage().heapUsed - before) / READINGS;
    // Less than nothing: it was collected meanwhile.
    if (made >= 0) least = Math.min(least, made);
  }
  return least;
}

describe('a reading of a series that is full makes no object on its way in', () => {
  it.each([
    ['in order', 0],
    ['where every other one is late', 20_000],
  ])('%s', (_order, lateMs) => {
    const { intake } = setUp({ maxSamplesPerSeries: 10_000 });
    const made = garbage((index) => {
      const time = START + index * 100;
      intake.lane.lastSignAt = time + 50;
      intake.reading('d', 'q', time - (index % 2) * lateMs, index % 100);
    });
    expect(made).toBeLessThan(MOST_BYTES);
  });
});
