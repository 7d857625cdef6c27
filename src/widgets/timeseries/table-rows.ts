import type { RawSamples } from '../../model/view.ts';
import { withoutFormula } from '../../ui/csv.ts';
import { withDecimalSign } from '../../ui/locale.ts';
import type { Summary } from './summary.ts';

/** One moment and what each series read then; NaN where it read nothing. */
export interface TableRow {
  /** Epoch ms; of a summary the time of its first reading. */
  readonly time: number;
  /** A summary's mean stands for its readings. */
  readonly values: readonly number[];
  /** By series; null where it has a reading, or none at all. Only in a row with a summary. */
  readonly summaries?: readonly (Summary | null)[];
}

/** Entries of one series, the oldest first: summaries, then samples. */
class Entries {
  readonly #samples: RawSamples;
  readonly #summarised: number;
  readonly length: number;

  constructor(samples: RawSamples) {
    this.#samples = samples;
    this.#summarised = samples.summaries.times.length;
    this.length = this.#summarised + samples.times.length;
  }

  timeAt(at: number): number {
    const { times, summaries } = this.#samples;
    return (at < this.#summarised ? summaries.times[at] : times[at - this.#summarised]) ?? Number.NaN;
  }

  valueAt(at: number): number {
    const { values, summaries } = this.#samples;
    return (at < this.#summarised ? summaries.means[at] : values[at - this.#summarised]) ?? Number.NaN;
  }

  summaryAt(at: number): Summary | null {
    if (at >= this.#summarised) return null;
    const { mins, maxs } = this.#samples.summaries;
    return { min: mins[at] ?? Number.NaN, max: maxs[at] ?? Number.NaN, mean: this.valueAt(at) };
  }
}

/**
 * Samples of several series side by side, newest first, and where they have given way to roll-ups summaries of them. Those of one
 * moment share a row; of two in one series at the same moment each has a row.
 * @param most rows at most; the newest
 */
export function tableRows(series: readonly RawSamples[], most: number): TableRow[] {
  const all = series.map((samples) => new Entries(samples));
  const next = all.map(({ length }) => length - 1);
  const rows: TableRow[] = [];
  while (rows.length < most) {
    const heads = all.map((one, i) => {
      const at = next[i] ?? -1;
      return at < 0 ? Number.NEGATIVE_INFINITY : one.timeAt(at);
    });
    const time = Math.max(...heads);
    if (time === Number.NEGATIVE_INFINITY) break;
    const summaries: (Summary | null)[] = [];
    const values = all.map((one, i) => {
      const at = next[i] ?? -1;
      summaries.push(heads[i] === time ? one.summaryAt(at) : null);
      if (heads[i] !== time) return Number.NaN;
      next[i] = at - 1;
      return one.valueAt(at);
    });
    rows.push({ time, values, ...(summaries.some(Boolean) && { summaries }) });
  }
  return rows;
}

/** How times of rows are written: with milliseconds where two within one second could else not be told apart. */
export function timeStyle(rows: readonly TableRow[]): 'time' | 'precise' {
  const secondOf = (time: number) => Math.floor(time / 1000);
  const isShared = rows.some(({ time }, i) => {
    const next = rows[i + 1]?.time;
    return next !== undefined && next !== time && secondOf(next) === secondOf(time);
  });
  return isShared ? 'precise' : 'time';
}

/**
 * For pasting into a spreadsheet: tabs between cells, numbers with the language's decimal sign, as one that expects another takes 21.5
 * for a day in May. Where anything is summed up each series has two columns more, for its least and greatest value.
 */
export function rowsAsText(labels: readonly string[], rows: readonly TableRow[]): string {
  const hasSummaries = rows.some(({ summaries }) => summaries);
  const cell = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? '' : withDecimalSign(String(value));
  const lines = rows.map(({ time, values, summaries }) => {
    const cells = values.flatMap((value, i) => {
      const summary = summaries?.[i];
      return hasSummaries ? [value, summary?.min, summary?.max] : [value];
    });
    return [new Date(time).toISOString(), ...cells.map(cell)].join('\t');
  });
  const names = labels.flatMap((label) => (hasSummaries ? [label, `${label} min`, `${label} max`] : [label]));
  // Names come from devices and people: what is pasted must not run either.
  const heads = names.map((name) => withoutFormula(name.replace(/\s+/g, ' ')));
  return [['time', ...heads].join('\t'), ...lines].join('\n');
}
