import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineLimits } from '../../model/settings.ts';
import { SeriesStore } from './store.ts';

const START = 1_750_000_000_000;
const LIMITS: EngineLimits = {
  maxSeries: 2_000,
  maxDevices: 1_000,
  maxBytes: 8 << 20,
  maxSamplesPerSeries: 200_000,
};
const OTHERS = ['b', 'c', 'd', 'e'];

function openDevices(store: SeriesStore, connection: string, count: number): number {
  let opened = 0;
  for (let index = 0; index < count; index++) {
    if (store.open(connection, `device-${index}`, 'q', '', 'number', 1000)) opened += 1;
  }
  return opened;
}

describe('a store shared by several connections', () => {
  it('has room for the devices of the others after one has flooded it with its own', () => {
    const store = new SeriesStore(LIMITS, ['a', ...OTHERS]);
    expect(openDevices(store, 'a', 10_000)).toBe(1_000 - 4 * 100);
    for (const one of OTHERS) expect(openDevices(store, one, 100)).toBe(100);
  });

  it('has room for the series of the others after one device has flooded it with quantities', () => {
    const store = new SeriesStore(LIMITS, ['a', ...OTHERS]);
    for (let index = 0; index < 10_000; index++) store.open('a', 'd', `q${index}`, '', 'number', 1000);
    for (const one of OTHERS) {
      let opened = 0;
      while (store.open(one, 'd', `q${opened}`, '', 'number', 1000)) opened += 1;
      expect(opened).toBeGreaterThanOrEqual(Math.floor(store.memory.maxSeries / 10));
    }
    expect(store.count).toBeLessThanOrEqual(store.memory.maxSeries);
  });

  it('counts a device once, whether it is announced first or measures first', () => {
    const store = new SeriesStore({ ...LIMITS, maxDevices: 2 });
    expect(store.admit('a', 'one')).toBe(true);
    expect(store.admit('a', 'one')).toBe(true);
    expect(store.open('a', 'one', 'q', '', 'number', 1000)).not.toBeNull();
    expect(store.open('a', 'two', 'q', '', 'number', 1000)).not.toBeNull();
    expect(store.admit('a', 'two')).toBe(true);
    expect(store.admit('a', 'three')).toBe(false);
  });

  it('leaves the raw samples of the others alone when one floods thousands of series', () => {
    const store = new SeriesStore(LIMITS, ['a', ...OTHERS]);
    const calm = OTHERS.map((one) => store.open(one, 'd', 'q', '', 'number', 1000));
    const flooding = Array.from({ length: 800 }, (_, index) =>
      store.open('a', 'd', `q${index}`, '', 'number', 1000),
    );
    for (let round = 0; round < 1_500; round++) {
      for (const series of calm) series?.append(START + round * 1000, round);
      for (const series of flooding) series?.append(START + round * 1000, round);
    }
    expect(store.bytes).toBeLessThanOrEqual(LIMITS.maxBytes);
    expect(flooding[0]?.past.evicted).toBeGreaterThan(0);
    expect(calm.map((series) => series?.samples.length)).toEqual(calm.map(() => 1_500));
  });

  it('leaves the long past of the others a share of the roll-ups', () => {
    const store = new SeriesStore({ ...LIMITS, maxSamplesPerSeries: 100 }, ['a', 'b']);
    const calm = store.open('b', 'd', 'q', '', 'number', 1000);
    for (let index = 0; index < 500; index++) {
      const series = store.open('a', 'd', `q${index}`, '', 'number', 1000);
      for (let i = 0; i < 300; i++) series?.append(START + i * 60_000, i);
    }
    expect(store.memory.bucketsPerSeries('b')).toBeGreaterThan(100 * store.memory.bucketsPerSeries('a'));
    for (let i = 0; i < 5_000; i++) calm?.append(START + i * 60_000, i);
    expect(calm?.past.rolledUpTo).toBeGreaterThan(START + 4_000 * 60_000);
    expect(store.bytes).toBeLessThanOrEqual(LIMITS.maxBytes);
  });

  it('never takes a connection below most of its fair share, whoever sends how much in whatever order', () => {
    const names = ['a', ...OTHERS];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(20), fc.nat(3_000)), { maxLength: 40 }),
        (runs) => {
          const store = new SeriesStore({ ...LIMITS, maxBytes: 1 << 20 }, names);
          const sent = new Map<string, number>();
          const all = new Map(names.map((name) => [name, new Set<string>()]));
          for (const [name, quantity, count] of runs) {
            const series = store.open(name, 'd', `q${quantity}`, '', 'number', 1000);
            all.get(name)?.add(`q${quantity}`);
            for (let i = 0; i < count; i++) series?.append((series.lastTime || START) + 1000, i);
            sent.set(name, (sent.get(name) ?? 0) + count);
            for (const one of names) {
              let kept = 0;
              for (const q of all.get(one) ?? []) {
                kept += store.find({ connection: one, device: 'd', quantity: q })?.samples.length ?? 0;
              }
              // A fifth of the room for raw samples, less a batch of giving, half-filled pages and the slab's rounding.
              const fair = ((1 << 20) * (3 / 4)) / 13 / names.length / 2;
              expect(kept).toBeGreaterThanOrEqual(Math.min(sent.get(one) ?? 0, Math.floor(fair)));
            }
          }
          expect(store.bytes).toBeLessThanOrEqual(1 << 20);
        },
      ),
      { numRuns: 30 },
    );
  });
});
