import type { RawSamples } from '../../model/view.ts';

/** One moment and what each series read then; NaN where it read nothing. */
export interface TableRow {
  /** Epoch ms. */
  readonly time: number;
  readonly values: readonly number[];
}

/**
 * Samples of several series side by side, newest first. Samples of one moment share a row; of two in one series at the same
 * moment each has a row.
 * @param most rows at most; the newest
 */
export function tableRows(series: readonly RawSamples[], most: number): TableRow[] {
  const next = series.map(({ times }) => times.length - 1);
  const rows: TableRow[] = [];
  while (rows.length < most) {
    const heads = series.map(({ times }, i) => times[next[i] ?? -1] ?? Number.NEGATIVE_INFINITY);
    const time = Math.max(...heads);
    if (time === Number.NEGATIVE_INFINITY) break;
    const values = series.map(({ values: column }, i) => {
      const at = next[i] ?? -1;
      if (heads[i] !== time) return Number.NaN;
      next[i] = at - 1;
      return column[at] ?? Number.NaN;
    });
    rows.push({ time, values });
  }
  return rows;
}
