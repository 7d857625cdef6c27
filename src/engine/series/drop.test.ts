import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Views } from '../views.ts';
import type { Series } from './series.ts';
import { Shares } from './shares.ts';
import { SeriesStore } from './store.ts';

const NOW = 1_750_000_000_000;
const LIMITS = { maxSeries: 10, maxDevices: 10, maxBytes: 1 << 22, maxSamplesPerSeries: 100 };

function open(store: SeriesStore, connection: string, quantity: string): Series {
  const series = store.open(connection, 'd', quantity, '', 'number', 1000);
  if (!series) throw new Error('The store has no room for the series.');
  return series;
}

function fill(series: Series, count: number): void {
  for (let i = 0; i < count; i++) series.append(NOW + i * 10, i);
}

describe('a connection that is removed', () => {
  it('gives all its places and memory back, as often as it comes and goes', () => {
    const store = new SeriesStore(LIMITS, ['kept']);
    fill(open(store, 'kept', 'q'), 500);
    const before = { bytes: store.bytes, count: store.count, inUse: store.memory.pages.inUse };
    for (let round = 0; round < 50; round++) {
      for (const quantity of ['a', 'b', 'c', 'd']) fill(open(store, 'gone', quantity), 300);
      store.drop('gone');
      expect(store.memory.pages.inUse).toBe(before.inUse);
      expect(store.count).toBe(before.count);
    }
    // Slabs are never freed, but they are used again.
    expect(store.bytes - before.bytes).toBeLessThan(1 << 20);
    expect(store.find({ connection: 'gone', device: 'd', quantity: 'a' })).toBeUndefined();
    expect(store.takeChanged().map((one) => one.connection)).toEqual(['kept']);
    expect(store.memory.rollUpBytes).toBe(store.of('kept')[0]?.past.rollUps?.bytes);
  });

  it('is forgotten by open views, which find its successor of the same name', () => {
    const store = new SeriesStore(LIMITS);
    const views = new Views(store, () => NOW + 1000);
    fill(open(store, 'c', 'q'), 5);
    const ref = { connection: 'c', device: 'd', quantity: 'q' };
    views.open({ kind: 'chart', id: 1, series: [ref], window: { kind: 'live', spanMs: 60_000 }, width: 100 });
    const samples = () =>
      views.answers().answers.map((answer) => answer.kind === 'chart' && answer.series[0]?.samples);
    expect(samples()).toEqual([5]);
    store.drop('c');
    expect(samples()).toEqual([0]);
    fill(open(store, 'c', 'q'), 3);
    expect(samples()).toEqual([3]);
  });

  it('leaves shares as if it had never been there', () => {
    const names = fc.constantFrom('a', 'b', 'stranger');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.boolean()), { maxLength: 200 }), (asks) => {
        const shares = new Shares(20, 4, ['a', 'b']);
        const taken = new Map<string, number>();
        for (const [name, leaves] of asks) {
          const its = taken.get(name) ?? 0;
          if (leaves) {
            shares.giveBack(name, its);
            taken.set(name, 0);
          } else if (shares.hasPlace(name)) {
            shares.take(name);
            taken.set(name, its + 1);
          }
          const total = [...taken.values()].reduce((sum, one) => sum + one, 0);
          const kept = (of: string) => Math.max(0, 4 - (taken.get(of) ?? 0));
          for (const one of ['a', 'b', 'stranger']) {
            const others = ['a', 'b']
              .filter((other) => other !== one)
              .reduce((sum, other) => sum + kept(other), 0);
            expect(shares.hasPlace(one)).toBe(total + others < 20);
          }
        }
      }),
    );
  });
});
