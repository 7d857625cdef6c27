import { useEffect, useMemo, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { useSeriesList } from '../../live/index.ts';
import type { SeriesInfo } from '../../model/catalogue.ts';
import { type SeriesRef, seriesKey } from '../../model/identity.ts';
import type { ChartColumns } from '../../model/view.ts';
import { formatValue } from '../../ui/format.ts';
import { Tile } from '../../ui/Tile.tsx';
import { Age } from '../Age.tsx';
import type { ViewProps } from '../definition.ts';
import { type SeriesOption, seriesLabels } from '../refs.ts';
import { useStableRefs } from '../visible-latest.ts';
import { Waiting } from '../Waiting.tsx';
import widgetStyles from '../widgets.module.css';
import { useChartWindow, type WindowPreset, windowPresets } from '../window.ts';
import { type Chart, createChart } from './chart.ts';
import type { options } from './definition.ts';
import { clockTime } from './format.ts';
import type { PlotSeries } from './plot.ts';
import type { ChartCondition, Readout } from './readout.ts';
import { seriesColour, seriesDash } from './theme.ts';
import styles from './timeseries.module.css';

/** What is assumed of a series until its first reading tells. */
const UNHEARD: PlotSeries = {
  quantity: '',
  unit: '',
  kind: 'number',
  decimals: 1,
  staleAfterMs: Number.POSITIVE_INFINITY,
};

function toPlotSeries({ quantity }: SeriesRef, info: SeriesInfo | undefined): PlotSeries {
  if (!info) return { ...UNHEARD, quantity };
  const { unit, kind, decimals, staleAfterMs } = info;
  return { quantity, unit, kind, decimals, staleAfterMs };
}

function same(a: readonly PlotSeries[], b: readonly PlotSeries[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      (one, i) =>
        one.unit === b[i]?.unit &&
        one.kind === b[i].kind &&
        one.decimals === b[i].decimals &&
        one.staleAfterMs === b[i].staleAfterMs,
    )
  );
}

/** Facts about the series that a chart needs, with an identity that changes only when one of them does. */
function usePlotSeries(refs: readonly SeriesRef[]): readonly PlotSeries[] {
  const infos = useSeriesList(refs);
  const kept = useRef<readonly PlotSeries[]>([]);
  return useMemo(() => {
    const next = refs.map((ref, i) => toPlotSeries(ref, infos[i]));
    if (!same(next, kept.current)) kept.current = next;
    return kept.current;
  }, [refs, infos]);
}

function inWords(value: number, { kind, decimals, unit }: PlotSeries): string {
  if (Number.isNaN(value)) return '–';
  if (kind === 'state') return value === 0 ? 'off' : 'on';
  return unit === '' ? formatValue(value, decimals) : `${formatValue(value, decimals)} ${unit}`;
}

function describeChart(
  title: string,
  windowWords: string,
  labels: readonly string[],
  series: readonly PlotSeries[],
  columns: readonly ChartColumns[],
): string {
  const parts = columns.map((column, i) => {
    const one = series[i] ?? UNHEARD;
    const label = labels[i] ?? '';
    if (Number.isNaN(column.lastTime)) return `${label}: no reading yet`;
    const now = `${label}: ${inWords(column.lastValue, one)} at ${clockTime(column.lastTime)}`;
    if (Number.isNaN(column.min) || one.kind === 'state') return now;
    return `${now}, between ${inWords(column.min, one)} and ${inWords(column.max, one)}`;
  });
  return `${title}, ${windowWords}. ${parts.join('. ')}.`;
}

/** A live chart. React renders it when facts change, never for readings. */
export function View({ title, options: { series, window } }: ViewProps<z.output<typeof options>>) {
  const refs = useStableRefs(series);
  // A chart is made for its series once: other series, another chart.
  return <LiveChart key={refs.map(seriesKey).join('\n')} {...{ title, series, refs, window }} />;
}

interface LiveChartProps {
  readonly title: string;
  readonly series: readonly SeriesOption[];
  readonly refs: readonly SeriesRef[];
  /** A window of its own; undefined: the page's. */
  readonly window: WindowPreset | undefined;
}

function LiveChart({ title, series, refs, window }: LiveChartProps) {
  const preset = useChartWindow(window);
  const host = useRef<HTMLDivElement>(null);
  const legend = useRef<HTMLUListElement>(null);
  const clock = useRef<HTMLSpanElement>(null);
  const chart = useRef<Chart | null>(null);
  const [condition, setCondition] = useState<ChartCondition | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const labels = useMemo(() => seriesLabels(series), [series]);
  const facts = usePlotSeries(refs);
  const current = useRef({ title, labels, facts, preset });
  current.current = { title, labels, facts, preset };

  useEffect(() => {
    if (!host.current) return;
    const span = windowPresets[current.current.preset].spanMs;
    const made = createChart(
      host.current,
      refs,
      { kind: 'live', spanMs: span },
      {
        onReadout: (readouts, at) => showReadouts(readouts, at),
        onCondition: setCondition,
        onFailure: (reason) => setFailure(new Error(reason)),
        describe: (columns) => {
          const { title, labels, facts, preset } = current.current;
          return describeChart(title, windowPresets[preset].words, labels, facts, columns);
        },
      },
    );
    chart.current = made;
    return () => {
      chart.current = null;
      made.destroy();
    };

    function showReadouts(readouts: readonly Readout[], at: number | null): void {
      const cells = legend.current?.querySelectorAll<HTMLElement>('[data-readout]') ?? [];
      for (const [i, cell] of [...cells].entries()) {
        const text = inWords(readouts[i]?.value ?? Number.NaN, current.current.facts[i] ?? UNHEARD);
        if (cell.textContent !== text) cell.textContent = text;
      }
      if (clock.current) clock.current.textContent = at === null ? '' : clockTime(at);
    }
  }, [refs]);
  useEffect(() => chart.current?.setSeries(facts), [facts]);
  useEffect(() => chart.current?.setWindow({ kind: 'live', spanMs: windowPresets[preset].spanMs }), [preset]);

  // Thrown here, a failure in drawing meets the boundary of the tile.
  if (failure) throw failure;
  const stale = condition?.stale ?? false;
  return (
    <Tile
      title={title}
      widget="timeseries"
      stale={stale}
      {...(condition && stale ? { footer: <Age since={condition.newest} before="Last reading " /> } : {})}
    >
      <div className={styles.chart}>
        <ul className={styles.legend} ref={legend} aria-label="Legend">
          {labels.map((label, i) => (
            <li key={seriesKey(refs[i] ?? { connection: '', device: '', quantity: label })}>
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
              <span className={styles.readout} data-readout="" />
            </li>
          ))}
          <li className={styles.clock} aria-hidden="true">
            <span ref={clock} />
          </li>
        </ul>
        <div className={styles.plot}>
          <div className={styles.host} ref={host} />
          {condition?.empty !== false && (
            <div className={`${styles.empty} ${condition === null ? widgetStyles.skeleton : ''}`}>
              {condition !== null && <Waiting series={refs} />}
            </div>
          )}
        </div>
      </div>
    </Tile>
  );
}
