import type { ChartColumns } from '../../model/view.ts';
import { formatTime } from '../../ui/format.ts';
import { t } from '../../ui/text.ts';
import type { TimeNavigator } from '../time/navigator.ts';
import { rangeInWords, type TimeRange } from '../time/range.ts';
import { statisticsInWords, valueInWords } from './describe.ts';
import type { PlotSeries } from './plot.ts';
import { lastReadout } from './readout.ts';

/** What a chart shows, in one paragraph for those who cannot see it. */
export function describeChart(
  title: string,
  range: TimeRange,
  labels: readonly string[],
  series: readonly PlotSeries[],
  columns: readonly ChartColumns[],
): string {
  const now = Date.now();
  const parts = columns.map((column, i) => {
    const one = series[i];
    const label = labels[i] ?? '';
    const last = lastReadout(column, range.until ?? now);
    if (!one || Number.isNaN(last.time)) return `${label}: ${t('no reading')}`;
    const newest = `${label}: ${valueInWords(last.value, one)} (${formatTime(last.time)})`;
    return [newest, statisticsInWords(column, one)].filter(Boolean).join(', ');
  });
  return `${title}, ${rangeInWords(range, now)}. ${parts.join('. ')}.`;
}

/** What is known of a chart besides its readings. */
interface Told {
  readonly title: string;
  readonly labels: readonly string[];
  readonly facts: readonly PlotSeries[];
}

/**
 * Has a canvas say what it shows, and an element what keys do there. A picture only once it can be told: one without words would be a riddle.
 * @param help the element's id
 */
export function describeOn(
  canvas: HTMLCanvasElement,
  help: string,
  { title, labels, facts }: Told,
  navigator: TimeNavigator,
  columns: readonly ChartColumns[],
): void {
  const { range } = navigator.store.getState();
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', describeChart(title, range, labels, facts, columns));
  const words = document.getElementById(help);
  if (!words) return;
  words.textContent = t(
    'Arrow keys move through time, plus and minus zoom, shift and arrow keys move the cursor, space pauses and goes back to live, escape undoes zooming.',
  );
}
