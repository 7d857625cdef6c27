import { fetchSamples } from '../../live/index.ts';
import type { SeriesRef } from '../../model/identity.ts';
import { csvFile, toCsv } from '../../ui/csv.ts';

/** One series of a file. */
interface ExportedSeries extends SeriesRef {
  readonly unit: string;
}

/** A file with raw samples, and what is to be said of it. */
interface CsvFile {
  readonly file: Blob;
  readonly rows: number;
  /** Epoch ms since when raw samples are whole; before it only roll-ups are kept, which are not in the file. */
  readonly keptFrom: number;
}

/** Rows written without letting the page draw in between. */
const SLICE = 5_000;
const HEADING = ['time', 'connection', 'device', 'quantity', 'value', 'unit'] as const;

/** Lets the page draw. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Every raw sample of a window as CSV, one a row, series by series: time in UTC (ISO 8601), names, value, unit.
 * @param from epoch ms
 * @param to epoch ms
 */
export async function csvOf(series: readonly ExportedSeries[], from: number, to: number): Promise<CsvFile> {
  const samples = await fetchSamples(series, from, to, Number.MAX_SAFE_INTEGER);
  const parts = [toCsv([HEADING])];
  let rows = 0;
  let keptFrom = Number.NEGATIVE_INFINITY;
  for (const [index, { connection, device, quantity, unit }] of series.entries()) {
    const one = samples[index];
    if (!one) continue;
    if (one.keptFrom > keptFrom) keptFrom = one.keptFrom;
    for (let begin = 0; begin < one.times.length; begin += SLICE) {
      const values = one.values.subarray(begin, begin + SLICE);
      const slice = Array.from(values, (value, i) => {
        const time = new Date(one.times[begin + i] ?? 0).toISOString();
        return [time, connection, device, quantity, value, unit];
      });
      parts.push(toCsv(slice));
      rows += slice.length;
      await breathe();
    }
  }
  return { file: csvFile(parts), rows, keptFrom };
}
