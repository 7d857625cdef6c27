import type { ChartColumns } from '../../model/view.ts';
import { Line } from './line.ts';
import { Points } from './points.ts';
import type { Series } from './series.ts';

const points = new Points();
const means = new Points();

/** What a chart asks of one series, and the line that remembers what it read. */
export interface Asked {
  readonly series: Series | undefined;
  readonly line: Line;
}

/**
 * What a chart draws of several series over one window: see {@link Line}.
 * @param from epoch ms, first moment of the window
 * @param to epoch ms, last moment of the window
 * @param width device pixels
 * @param memory gives a buffer of so many bytes at least
 * @returns columns in the order asked, all in one buffer
 */
export function drawLines(
  asked: readonly Asked[],
  from: number,
  to: number,
  width: number,
  memory: (bytes: number) => ArrayBuffer = (bytes) => new ArrayBuffer(bytes),
): ChartColumns[] {
  points.clear();
  means.clear();
  const ends = asked.map(({ series, line }) => {
    line.draw(series, from, to, width, points, means);
    return { points: points.length, means: means.length };
  });
  const buffer = memory((points.length + means.length) * 2 * Float64Array.BYTES_PER_ELEMENT);
  let used = 0;
  const copy = (column: Float64Array, begin: number, end: number): Float64Array<ArrayBuffer> => {
    const taken = new Float64Array(buffer, used, end - begin);
    taken.set(column.subarray(begin, end));
    used += taken.byteLength;
    return taken;
  };
  return asked.map(({ series, line }, index) => {
    const begin = ends[index - 1] ?? { points: 0, means: 0 };
    const end = ends[index] ?? begin;
    const times = copy(points.times, begin.points, end.points);
    const values = copy(points.values, begin.points, end.points);
    const meanTimes = copy(means.times, begin.means, end.means);
    const meanValues = copy(means.values, begin.means, end.means);
    const isEmpty = line.samples === 0;
    return {
      times,
      values,
      meanTimes,
      means: meanValues,
      samples: line.samples,
      min: isEmpty ? Number.NaN : line.min,
      max: isEmpty ? Number.NaN : line.max,
      mean: isEmpty ? Number.NaN : line.sum / line.samples,
      lastTime: series?.lastTime ?? Number.NaN,
      lastValue: series?.lastValue ?? Number.NaN,
      heardTime: series?.heardTime ?? Number.NaN,
      heardValue: series?.heardValue ?? Number.NaN,
    };
  });
}

/** What a chart that looks once draws of one series; parameters as for {@link drawLines}. */
export function chartColumns(
  series: Series | undefined,
  from: number,
  to: number,
  width: number,
): ChartColumns {
  const [columns] = drawLines([{ series, line: new Line() }], from, to, width);
  if (!columns) throw new Error('One series asked for, none answered.');
  return columns;
}
