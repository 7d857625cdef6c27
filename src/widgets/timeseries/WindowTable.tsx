import { type RefObject, useEffect, useState } from 'react';
import { fetchSamples } from '../../live/index.ts';
import type { SeriesRef } from '../../model/identity.ts';
import controls from '../../ui/controls.module.css';
import { t } from '../../ui/text.ts';
import { momentInWords } from '../time/moment.ts';
import type { TimeNavigator } from '../time/navigator.ts';
import { isSameRange, rangeInWords, type TimeRange } from '../time/range.ts';
import { statisticsInWords, valueInWords } from './describe.ts';
import type { PlotSeries } from './plot.ts';
import type { LegendFigures } from './readout.ts';
import { summaryInWords } from './summary.ts';
import styles from './table.module.css';
import { rowsAsText, type TableRow, tableRows, timeStyle } from './table-rows.ts';

/** Rows shown; the file of the window has them all. */
const MOST_ROWS = 1000;
/** A window is read once it has not been moved for so long, ms: by then the legend, too, tells of it. */
const AT_REST_MS = 600;

interface WindowTableProps {
  readonly refs: readonly SeriesRef[];
  readonly labels: readonly string[];
  readonly series: readonly PlotSeries[];
  readonly navigator: TimeNavigator;
  /** What the legend tells now, which has no room for all of it on a small chart. */
  readonly figures: () => readonly LegendFigures[];
  /** Where the keyboard goes on once the table is gone. */
  readonly chart: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

interface Loaded {
  readonly rows: readonly TableRow[];
  readonly total: number;
  readonly range: TimeRange;
  readonly figures: readonly LegendFigures[];
  /** Epoch ms since when raw samples are whole. */
  readonly keptFrom: number;
}

/**
 * The readings of a window as a table, as they were when it was opened or another window was chosen: for screen readers, for looking closely, for copying. Where raw ones
 * have given way to roll-ups, as in the chart, each row sums up several.
 */
export function WindowTable({
  refs,
  labels,
  series,
  navigator: timeline,
  figures,
  chart,
  onClose,
}: WindowTableProps) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [said, setSaid] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads anew; a live window stands still meanwhile
  useEffect(() => {
    let isCurrent = true;
    const { range } = timeline.store.getState();
    const until = range.until ?? Date.now();
    fetchSamples(refs, until - range.spanMs, until, MOST_ROWS).then(
      (samples) => {
        if (!isCurrent) return;
        // What was said of the table before holds of this one no more.
        setSaid('');
        const total = samples.reduce((sum, one) => sum + one.total + one.summaries.samples, 0);
        const rows = tableRows(samples, MOST_ROWS);
        let keptFrom = Number.NEGATIVE_INFINITY;
        for (const one of samples) if (one.keptFrom > keptFrom) keptFrom = one.keptFrom;
        setLoaded({ rows, total, range: { ...range, until }, figures: figures(), keptFrom });
      },
      () => isCurrent && setSaid(t('The samples could not be read. Try again.')),
    );
    return () => {
      isCurrent = false;
    };
  }, [refs, attempt, timeline]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = timeline.store.subscribe((next, before) => {
      if (isSameRange(next.range, before.range)) return;
      clearTimeout(timer);
      timer = setTimeout(() => setAttempt((last) => last + 1), AT_REST_MS);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [timeline]);
  useEffect(
    () => () => {
      // What had the focus is gone with the table.
      if (document.activeElement === document.body) chart.current?.focus();
    },
    [chart],
  );

  const copy = () => {
    const refused = () => setSaid(t('The browser refused to copy. Select the table and copy it by hand.'));
    // There is no clipboard on pages that came without TLS.
    if (!navigator.clipboard) return refused();
    navigator.clipboard
      .writeText(rowsAsText(labels, loaded?.rows ?? []))
      .then(() => setSaid(t('Copied.')), refused);
  };
  const now = Date.now();
  const style = timeStyle(loaded?.rows ?? []);
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <span role="status">{said}</span>
        <button type="button" className={controls.small} onClick={() => setAttempt((last) => last + 1)}>
          {t('Read again')}
        </button>
        <button type="button" className={controls.small} onClick={copy} disabled={!loaded}>
          {t('Copy')}
        </button>
        <button type="button" className={controls.small} onClick={onClose}>
          {t('Back to the chart')}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached by keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={t('Readings')}>
        {loaded && (
          <table className={styles.table}>
            <caption>
              {loaded.rows.length === MOST_ROWS
                ? t('{range}: the newest {rows} rows of {total} readings. Save as CSV for all.', {
                    range: rangeInWords(loaded.range, now),
                    rows: MOST_ROWS,
                    total: loaded.total,
                  })
                : t('{range}: {total} readings', {
                    range: rangeInWords(loaded.range, now),
                    total: loaded.total,
                  })}
              {loaded.keptFrom > (loaded.range.until ?? now) - loaded.range.spanMs &&
                `. ${t('Raw readings are kept since {time} only.', { time: momentInWords(loaded.keptFrom, now) })}`}
              {loaded.rows.at(-1)?.summaries &&
                ` ${t('A row with least, greatest and mean sums up several readings, from its time on.')}`}
              {labels.map((label, i) => {
                const one = series[i];
                const figure = loaded.figures[i];
                const words = one && figure ? statisticsInWords(figure, one) : '';
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                return words !== '' && <div key={i}>{`${label}: ${words}`}</div>;
              })}
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('Time')}</th>
                {labels.map((label, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <th key={i} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {loaded.rows.map(({ time, values, summaries }, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
                <tr key={row} data-summary={summaries !== undefined}>
                  <th scope="row">{momentInWords(time, now, style)}</th>
                  {values.map((value, i) => {
                    const one = series[i];
                    const summary = summaries?.[i];
                    const words = one && (summary ? summaryInWords(summary, one) : valueInWords(value, one));
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                    return <td key={i}>{Number.isNaN(value) ? '' : words}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {loaded?.rows.length === 0 && <p>{t('There is no reading in this window.')}</p>}
      </section>
    </div>
  );
}
