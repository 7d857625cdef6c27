import { IconClockExclamation } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useImperativeHandle, useRef } from 'react';
import { t } from '../../ui/text.ts';
import { momentInWords } from '../time/moment.ts';
import { ageInWords, STATISTICS, statisticInWords, statisticsInWords, valueInWords } from './describe.ts';
import type { PlotSeries } from './plot.ts';
import type { LegendFigures } from './readout.ts';
import { seriesColour, seriesDash } from './theme.ts';
import styles from './timeseries.module.css';

/** Writes figures into the legend without React: they change four times a second. */
export interface LegendHandle {
  write(figures: readonly LegendFigures[], at: number | null, series: readonly PlotSeries[]): void;
}

interface LegendProps {
  readonly labels: readonly string[];
  readonly hidden: ReadonlySet<number>;
  readonly onToggle: (index: number) => void;
  readonly ref: Ref<LegendHandle>;
}

function set(cell: Element | null, text: string): void {
  if (cell && cell.textContent !== text) cell.textContent = text;
}

/**
 * The chart's series: each can be shown or hidden, and says its last value and the window's least, greatest and mean. A value that
 * does not reach the live edge says its age, and bears a mark once it is stale.
 */
export function Legend({ labels, hidden, onToggle, ref }: LegendProps) {
  const list = useRef<HTMLUListElement>(null);
  const clock = useRef<HTMLSpanElement>(null);
  useImperativeHandle(
    ref,
    () => ({
      write(figures, at, series) {
        for (const [i, item] of [...(list.current?.querySelectorAll('[data-series]') ?? [])].entries()) {
          const one = series[i];
          const figure = figures[i];
          if (!one || !figure) continue;
          const readout = item.querySelector<HTMLElement>('[data-readout]');
          set(readout, valueInWords(figure.value, one));
          // Small charts have no room for these figures: there the mouse brings them.
          const title = statisticsInWords(figure, one);
          if (readout && readout.title !== title) readout.title = title;
          // Of a chart of one series the tile says it.
          const isSaid = series.length === 1 && figure.stale && figure.ageMs !== null;
          set(item.querySelector('[data-age]'), isSaid ? '' : ageInWords(figure));
          item.toggleAttribute('data-old', figure.stale);
          for (const name of STATISTICS) {
            set(item.querySelector(`[data-${name}]`), statisticInWords(name, figure, one));
          }
        }
        set(clock.current, at === null ? '' : momentInWords(at, Date.now()));
      },
    }),
    [],
  );
  return (
    <ul className={styles.legend} ref={list} aria-label={t('Legend')}>
      {labels.map((label, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chart is made anew for other series
        <li key={i} data-series={i}>
          <button
            type="button"
            className={styles.toggle}
            aria-pressed={!hidden.has(i)}
            title={hidden.has(i) ? t('Show {label}', { label }) : t('Hide {label}', { label })}
            onClick={() => onToggle(i)}
          >
            <svg className={styles.swatch} viewBox="0 0 16 4" aria-hidden="true">
              <line
                x1="0"
                x2="16"
                y1="2"
                y2="2"
                stroke={seriesColour(i)}
                strokeWidth="3"
                strokeDasharray={seriesDash(i).join(' ')}
              />
            </svg>
            <span className={styles.label}>{label}</span>
          </button>
          <span className={styles.readout} data-readout="" />
          <span className={styles.age}>
            <IconClockExclamation size={14} aria-hidden="true" />
            <span data-age="" />
          </span>
          <span className={styles.statistics}>
            {STATISTICS.map((name) => (
              <span key={name}>
                {t(name)} <b {...{ [`data-${name}`]: '' }} />
              </span>
            ))}
          </span>
        </li>
      ))}
      <li className={styles.clock} aria-hidden="true">
        <span ref={clock} data-clock="" />
      </li>
    </ul>
  );
}
