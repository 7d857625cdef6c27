/**
 * The series store alone: what a reading costs, what a frame costs, what a sample takes. Run with `npx tsx --expose-gc bench/series.ts`.
 * Figures of one run compare with each other only.
 */
import { Line } from '../src/engine/series/line.ts';
import { type Series, SeriesStore } from '../src/engine/series/store.ts';
import { drawLines } from '../src/engine/series/window.ts';

const START = 1_750_000_000_000;
const MINUTE = 60_000;
const LIMITS = { maxSeries: 10_000, maxDevices: 10_000, maxBytes: 64 << 20, maxSamplesPerSeries: 200_000 };

function openAll(store: SeriesStore, count: number): Series[] {
  return Array.from({ length: count }, (_, index) => {
    const series = store.open('bench', `device-${index}`, 'value', '', 'number', 60_000);
    if (!series) throw new Error('The store is too small for the bench.');
    return series;
  });
}

/** Nanoseconds of processor time a thing, when `work` does `count` things: a busy machine does not count. */
function nanoseconds(count: number, work: () => void): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return ((user + system) * 1000) / count;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function costOfReadings(seriesCount: number): number {
  const store = new SeriesStore(LIMITS);
  const names = openAll(store, seriesCount).map(({ device }) => device);
  let time = START;
  const rounds = Math.ceil(2_000_000 / seriesCount);
  const perRound: number[] = [];
  for (let part = 0; part < 10; part++) {
    perRound.push(
      nanoseconds((rounds / 10) * seriesCount, () => {
        for (let round = 0; round < rounds / 10; round++) {
          time += 10;
          for (const name of names) {
            store.open('bench', name, 'value', '', 'number', 60_000)?.append(time, round % 100);
          }
        }
      }),
    );
  }
  return median(perRound);
}

interface FrameCost {
  readonly glide: number;
  readonly fresh: number;
  readonly points: number;
}

/** Fifty series with readings every `everyMs` for as long as the window; microseconds a frame of all. */
function costOfFrames(spanMs: number, everyMs: number): FrameCost {
  const store = new SeriesStore(LIMITS);
  const all = openAll(store, 50);
  let now = START;
  for (; now < START + spanMs * 1.05; now += everyMs) {
    for (const series of all) series.append(now, Math.sin(now / 1e5) + Math.random());
  }
  const kept = all.map((series) => ({ series, line: new Line() }));
  const glides: number[] = [];
  let points = 0;
  let due = now;
  for (let frame = 0; frame < 300; frame++) {
    now += 16;
    for (; due <= now; due += everyMs) for (const series of all) series.append(due, Math.random());
    glides.push(
      nanoseconds(1000, () => {
        points = drawLines(kept, now - spanMs, now, 600).reduce((sum, { times }) => sum + times.length, 0);
      }),
    );
  }
  const fresh = nanoseconds(1000, () => {
    drawLines(
      all.map((series) => ({ series, line: new Line() })),
      now - spanMs,
      now,
      600,
    );
  });
  return { glide: median(glides), fresh, points };
}

function memory(seriesCount: number, samples: number): { told: number; real: number } {
  const before = process.memoryUsage();
  const store = new SeriesStore(LIMITS);
  const all = openAll(store, seriesCount);
  for (let i = 0; i < samples; i++) for (const series of all) series.append(START + i * 10, Math.sin(i));
  globalThis.gc?.();
  const after = process.memoryUsage();
  const real = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  return { told: store.bytes / store.samples, real: real / store.samples };
}

globalThis.gc?.();
for (const [count, samples] of [
  [10_000, 1],
  [10_000, 50],
  [50, 10_000],
  [50, 200_000],
] as const) {
  globalThis.gc?.();
  const { told, real } = memory(count, samples);
  console.log(
    `bytes a sample, ${count} series × ${samples}: ${told.toFixed(2)} told, ${real.toFixed(2)} real`,
  );
}
for (const count of [100, 10_000, 100, 10_000]) {
  console.log(`a reading among ${count} series: ${costOfReadings(count).toFixed(0)} ns`);
}
for (const [name, span, every] of [
  ['1 min, 100 a second', MINUTE, 10],
  ['5 min, 100 a second', 5 * MINUTE, 10],
  ['5 min, 400 a second', 5 * MINUTE, 2.5],
  ['1 h, 10 a second', 60 * MINUTE, 100],
  ['24 h, 1 a second', 24 * 60 * MINUTE, 1000],
  ['24 h, 10 a second', 24 * 60 * MINUTE, 100],
  ['1 min, 1 a second', MINUTE, 1000],
] as const) {
  const { glide, fresh, points } = costOfFrames(span, every);
  console.log(
    `a frame of 50 series, ${name}: ${glide.toFixed(0)} µs gliding, ${fresh.toFixed(0)} µs fresh, ${points} points`,
  );
}
