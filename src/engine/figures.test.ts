import { expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import { SeriesStore } from './series/store.ts';

it('Figures are what was counted, and what the store holds when they are read', () => {
  const store = new SeriesStore({
    maxSeries: 10,
    maxDevices: 10,
    maxBytes: 1 << 20,
    maxSamplesPerSeries: 100,
  });
  const series = store.open('bridge', 'thermometer', 'temperature', '', 'number', 1_000);
  series?.append(1, 20);
  series?.append(2, 21);
  const figures = figuresOf({ frames: 3, readings: 2, lost: 1 }, store);
  expect(figures).toMatchObject({
    frames: 3,
    readings: 2,
    lost: 1,
    series: 1,
    samples: 2,
    bytes: store.bytes,
  });
  expect(figures.time).toBeGreaterThan(Date.UTC(2020, 0));
});
