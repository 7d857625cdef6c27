import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawSamples } from '../../model/view.ts';
import { tableRows } from './table-rows.ts';

function samples(points: readonly (readonly [number, number])[]): RawSamples {
  return {
    times: Float64Array.from(points, ([time]) => time),
    values: Float64Array.from(points, ([, value]) => value),
    total: points.length,
    keptFrom: Number.NEGATIVE_INFINITY,
  };
}

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
