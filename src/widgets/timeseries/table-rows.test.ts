import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { RawSamples } from '../../model/view.ts';
import { setLocale } from '../../ui/locale.ts';
import { rowsAsText, tableRows, timeStyle } from './table-rows.ts';

const NONE = new Float64Array(0);

function samples(points: readonly (readonly [number, number])[]): RawSamples {
  return {
    times: Float64Array.from(points, ([time]) => time),
    values: Float64Array.from(points, ([, value]) => value),
    total: points.length,
    keptFrom: Number.NEGATIVE_INFINITY,
    summaries: { times: NONE, means: NONE, mins: NONE, maxs: NONE, samples: 0 },
  };
}

/** Samples that have given way to one summary, of 5 samples, at each of these times. */
function summarised(times: readonly number[], points: readonly (readonly [number, number])[]): RawSamples {
  const all = (value: number) => Float64Array.from(times, () => value);
  return {
    ...samples(points),
    keptFrom: points[0]?.[0] ?? Number.POSITIVE_INFINITY,
    summaries: {
      times: Float64Array.from(times),
      means: all(20),
      mins: all(10),
      maxs: all(40),
      samples: 5 * times.length,
    },
  };
}

afterEach(() => setLocale({}));

describe('the table of a window', () => {
  it('puts what was read at one moment into one row, newest first', () => {
    const rows = tableRows(
      [
        samples([
          [1, 10],
          [2, 20],
        ]),
        samples([[2, 200]]),
      ],
      10,
    );
    expect(rows).toEqual([
      { time: 2, values: [20, 200] },
      { time: 1, values: [10, Number.NaN] },
    ]);
  });

  it('tells rows within one second apart, and says no more of those that are not', () => {
    const styleOf = (...times: number[]) =>
      timeStyle(tableRows([samples(times.map((time) => [time, 1] as const))], 10));
    expect(styleOf(1_000, 2_000, 3_999)).toBe('time');
    expect(styleOf(1_000, 2_000, 2_100)).toBe('precise');
    expect(styleOf(2_000, 2_000)).toBe('time');
    expect(styleOf()).toBe('time');
  });

  it('sums up where no raw reading is left, and says where', () => {
    const rows = tableRows([summarised([1, 3], []), samples([[2, 200]]), summarised([1], [[3, 9]])], 10);
    const summary = { min: 10, max: 40, mean: 20 };
    expect(rows).toEqual([
      { time: 3, values: [20, Number.NaN, 9], summaries: [summary, null, null] },
      { time: 2, values: [Number.NaN, 200, Number.NaN] },
      { time: 1, values: [20, Number.NaN, 20], summaries: [summary, null, summary] },
    ]);
  });

  it('is copied with least and greatest of what is summed up in columns of their own', () => {
    const some = tableRows([summarised([1000], [[2000, 7]]), samples([[2000, 3]])], 10);
    expect(rowsAsText(['One\t(W)', '=Two'], some)).toBe(
      [
        "time\tOne (W)\tOne (W) min\tOne (W) max\t'=Two\t'=Two min\t'=Two max",
        '1970-01-01T00:00:02.000Z\t7\t\t\t3\t\t',
        '1970-01-01T00:00:01.000Z\t20\t10\t40\t\t\t',
      ].join('\n'),
    );
    expect(rowsAsText(['One'], tableRows([samples([[2000, 7]])], 10))).toBe(
      'time\tOne\n1970-01-01T00:00:02.000Z\t7',
    );
  });

  it('is copied with the decimal sign of the language, and nothing between thousands', () => {
    const rows = tableRows([samples([[2000, 12345.5]]), samples([[2000, 1.5e-7]])], 10);
    const copied = (language: string) => {
      setLocale({ language });
      return rowsAsText(['One', 'Two'], rows).split('\n')[1];
    };
    // A spreadsheet of these countries takes 21.5 for the 21st of May.
    expect(copied('cs')).toBe('1970-01-01T00:00:02.000Z\t12345,5\t1,5e-7');
    expect(copied('de')).toBe('1970-01-01T00:00:02.000Z\t12345,5\t1,5e-7');
    expect(copied('de-CH')).toBe('1970-01-01T00:00:02.000Z\t12345.5\t1.5e-7');
    expect(copied('en-GB')).toBe('1970-01-01T00:00:02.000Z\t12345.5\t1.5e-7');
  });

  it('holds every sample once, whatever their times, until it is full', () => {
    const points = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer()), { maxLength: 30 })
      .map((list) => list.sort((a, b) => a[0] - b[0]));
    fc.assert(
      fc.property(fc.array(points, { maxLength: 4 }), fc.integer({ min: 1, max: 50 }), (lists, most) => {
        const all = tableRows(lists.map(samples), Number.POSITIVE_INFINITY);
        for (const [i, list] of lists.entries()) {
          const column = all.flatMap(({ time, values }) =>
            Number.isNaN(values[i]) ? [] : [[time, values[i]]],
          );
          expect(column.reverse()).toEqual(list);
        }
        expect(all.map((row) => row.time)).toEqual(all.map((row) => row.time).sort((a, b) => b - a));
        expect(tableRows(lists.map(samples), most)).toEqual(all.slice(0, most));
      }),
    );
  });
});
