import { describe, expect, it } from 'vitest';
import { BYTES_PER_LATE_LOG } from './late.ts';
import { Line } from './line.ts';
import { SeriesStore } from './store.ts';
import { chartColumns, drawLines } from './window.ts';

const MINUTE = 60_000;

function someSeries(count: number) {
  const store = new SeriesStore({
    maxSeries: 100,
    maxDevices: 100,
    maxBytes: 1 << 24,
    maxSamplesPerSeries: 1_000,
  });
  const series = Array.from({ length: count }, (_, index) => {
    const one = store.open('c', `d${index}`, 'q', '', 'number', 1_000);
    if (!one) throw new Error('The store has no room for the series.');
    for (let at = 0; at < 500; at++) one.append(at * 10, at);
    return one;
  });
  return { store, series };
}

describe('which samples were late', () => {
  it('is not remembered of series that nobody looks at', () => {
    const { store, series } = someSeries(20);
    const before = store.bytes;
    for (const one of series) one.append(5, 99);
    expect(store.bytes).toBe(before);
    expect(series.filter(({ past }) => past.late !== null)).toEqual([]);
  });

  it('is remembered, and counted, for as long as a chart looks', () => {
    const { store, series } = someSeries(3);
    const [seen] = series;
    const line = new Line();
    const draw = () => drawLines([{ series: seen, line }], 0, 5_000, 20)[0];
    const before = store.bytes;
    draw();
    expect(store.bytes).toBe(before + BYTES_PER_LATE_LOG);
    for (let at = MINUTE; at < 5 * MINUTE; at += MINUTE) {
      store.expire(at);
      draw();
      expect(seen?.past.late).not.toBeNull();
    }
    store.expire(5 * MINUTE);
    store.expire(6 * MINUTE);
    expect(store.bytes).toBe(before);
  });

  it('is no matter to a chart that has not looked for long', () => {
    const { store, series } = someSeries(1);
    const [seen] = series;
    const line = new Line();
    const draw = () => drawLines([{ series: seen, line }], 0, 5_000, 20)[0];
    draw();
    store.expire(MINUTE);
    store.expire(2 * MINUTE);
    seen?.append(1_234, 77_777);
    expect(draw()).toEqual(chartColumns(seen, 0, 5_000, 20));
    expect(draw()?.max).toBe(77_777);
  });
});
