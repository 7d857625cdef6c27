import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { oneSeries } from './naive.fixture.ts';

const READINGS = 1_000_000;
/** What compiling and measuring themselves leave; a byte kept of each reading would be eight times as much. */
const MOST_BYTES = READINGS / 8;

it('A million readings of a series that is full leave nothing behind in memory', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const { series } = oneSeries({ maxSamples: 10_000, maxBytes: 1 << 20 });
  let time = 1_750_000_000_000;
  const read = (readings: number) => {
    for (let i = 0; i < readings; i++) {
      time += 1000;
      series.append(time, i % 100);
    }
  };
  const held = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  // Until its roll-ups are full, too: the coarsest of them take a week.
  read(READINGS);
  const before = held();
  read(READINGS);
  expect(held() - before).toBeLessThan(MOST_BYTES);
});
