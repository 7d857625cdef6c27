import type { ChartColumns } from '../../model/view.ts';
import { t } from '../../ui/text.ts';
import { momentInWords } from '../time/moment.ts';
import type { TimeNavigator } from '../time/navigator.ts';
import { rangeInWords, type TimeRange } from '../time/range.ts';
import { ageInWords, statisticsInWords, valueInWords } from './describe.ts';
import type { PlotSeries } from './plot.ts';
import { lastReadout, newestFigures } from './readout.ts';

/**
 * What a chart shows, in one paragraph for those who cannot see it. A value that may not hold any more is said with its day and as stale: beside
 * these words it can be taken for nothing else.
 * @param now epoch ms
 */
export function describeChart(
  title: string,
  range: TimeRange,
  labels: readonly string[],
  series: readonly PlotSeries[],
  columns: readonly ChartColumns[],
  now: number,
): string {
  const to = range.until ?? now;
  const drawn = { from: to - range.spanMs, to, isLive: range.until === null };
  const parts = columns.map((column, i) => {
    const one = series[i];
    const label = labels[i] ?? '';
    const last = lastReadout(column, to, drawn.isLive);
    if (!one || Number.isNaN(last.time)) return `${label}: ${t('no reading')}`;
    const age = ageInWords(newestFigures(column, one.staleAfterMs, drawn, now));
    const when = [momentInWords(last.time, now), age].filter(Boolean).join(', ');
    const newest = `${label}: ${valueInWords(last.value, one)} (${when})`;
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
  canvas.setAttribute('aria-label', describeChart(title, range, labels, facts, columns, Date.now()));
  const words = document.getElementById(help);
  if (!words) return;
  words.textContent = t(
    'Arrow keys move through time, plus and minus zoom, shift and arrow keys move the cursor, space pauses and goes back to live, escape undoes zooming.',
  );
}
