import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { oneSeries } from './naive.fixture.ts';
import { SeriesStore } from './store.ts';

const READINGS = 1_000_000;
/** What compiling and measuring themselves leave; a byte kept of each reading would be eight times as much. */
const MOST_BYTES = READINGS / 8;

/** What is held, bytes. The least of a few looks: a collection may still be sweeping when the next thing is asked. */
function memory(): () => number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const look = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  return () => Math.min(look(), look(), look(), look());
}

it('A million readings of a series that is full leave nothing behind in memory', () => {
  const held = memory();
  const { series } = oneSeries({ maxSamples: 10_000, maxBytes: 1 << 20 });
  let time = 1_750_000_000_000;
  const read = (readings: number) => {
    for (let i = 0; i < readings; i++) {
      time += 1000;
      series.append(time, i % 100);
    }
  };
  // Until its roll-ups are full, too: the coarsest of them take a week.
  read(READINGS);
  const before = held();
  read(READINGS);
  expect(held() - before).toBeLessThan(MOST_BYTES);
});

it('Thousands of series hold little more than they say, with roll-ups and a break each', () => {
  const held = memory();
  const fill = (count: number) => {
    const store = new SeriesStore({
      maxSeries: count,
      maxDevices: count,
      maxBytes: count * 6_400,
      maxSamplesPerSeries: 1_000_000,
    });
    for (let i = 0; i < count; i++) store.open('c', `device ${i}`, 'q', '', 'number', 1_000);
    for (let n = 0; n < 900; n++)
      for (const series of store.all) series.append(1_750_000_000_000 + n * 1_000, n % 100);
    store.breakAt(store.all, 1_750_001_000_000);
    return store;
  };
  fill(100);
  const before = held();
  const store = fill(2_000);
  expect((held() - before) / store.bytes).toBeLessThan(1.35);
});
