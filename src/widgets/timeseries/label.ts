import type { ChartColumns } from '../../model/view.ts';

/** Writes a data attribute if it has changed: writing costs the page a look at its styles. */
export function put(region: HTMLElement, name: string, value: number): void {
  const text = String(value);
  if (region.dataset[name] !== text) region.dataset[name] = text;
}

/** Says on a widget's region how many samples are drawn, and of when the newest is. */
export function label(region: HTMLElement, columns: readonly ChartColumns[]): void {
  let samples = 0;
  let last = Number.NaN;
  for (const column of columns) {
    samples += column.samples;
    if (!(column.lastTime <= last) && !Number.isNaN(column.lastTime)) last = column.lastTime;
  }
  put(region, 'samples', samples);
  if (!Number.isNaN(last)) put(region, 'last', last);
}
