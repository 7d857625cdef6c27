import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { linksMade, useWatchesAlarms } from '../../live/index.ts';
import type { SeriesRef } from '../../model/identity.ts';
import { Asked } from '../../ui/Asked.tsx';
import { DotsButton } from '../../ui/DotsButton.tsx';
import { later } from '../../ui/language.ts';
import { lazy } from '../../ui/lazy.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { Age } from '../Age.tsx';
import { type SeriesOption, seriesLabels } from '../refs.ts';
import { useTimeNavigator } from '../time/context.ts';
import type { WindowPreset } from '../time/presets.ts';
import { Waiting } from '../Waiting.tsx';
import widgetStyles from '../widgets.module.css';
import { type Chart, createChart } from './chart.ts';
import { Held } from './Held.tsx';
import { Legend, type LegendHandle } from './Legend.tsx';
import type { Limit } from './limit-option.ts';
import type { ShownChart } from './OpenChartMenu.tsx';
import { usePlotSeries } from './plot-series.ts';
import type { ChartCondition, LegendFigures } from './readout.ts';
import styles from './timeseries.module.css';

const fetchMenu = later(() => import('./OpenChartMenu.tsx'));
const OpenChartMenu = lazy(fetchMenu);
const WindowTable = lazy(async () => ({ default: (await import('./WindowTable.tsx')).WindowTable }));

/**
 * Works with a part of charts that comes later, until it is disposed of. A chart without it is better than none: it does not share the way
 * with the first reading, and what cannot be fetched is left out.
 */
function withLater<Part>(load: () => Promise<Part>, work: (part: Part, signal: AbortSignal) => unknown) {
  const gone = new AbortController();
  linksMade()
    .then(load)
    .then((part) => work(part, gone.signal))
    .catch(() => undefined);
  return () => gone.abort();
}

const fetchAlarms = () => import('./alarm-marks.ts');

const NONE_HIDDEN: ReadonlySet<number> = new Set();
const NO_LIMITS: readonly Limit[] = [];

interface LiveChartProps {
  readonly title: string;
  readonly series: readonly SeriesOption[];
  /** Must keep its identity: a chart is made for its series once. */
  readonly refs: readonly SeriesRef[];
  /** A window of its own; undefined: the page's. */
  readonly window: WindowPreset | undefined;
  readonly limits: readonly Limit[] | undefined;
  /** Whether the limits that alarm rules set are drawn, too; by default not. */
  readonly alarmLimits?: boolean | undefined;
}

/** A chart in its tile, with its legend and what can be done with it. */
export function LiveChart({ title, series, refs, window, limits = NO_LIMITS, alarmLimits }: LiveChartProps) {
  const navigator = useTimeNavigator(window);
  const host = useRef<HTMLDivElement>(null);
  const legend = useRef<LegendHandle>(null);
  const chart = useRef<Chart | null>(null);
  const figures = useRef<readonly LegendFigures[]>([]);
  const [condition, setCondition] = useState<ChartCondition | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const [hidden, setHidden] = useState(NONE_HIDDEN);
  const [isTable, setTable] = useState(false);
  const [said, setSaid] = useState('');
  const help = useId();
  const labels = useMemo(() => seriesLabels(series), [series]);
  const facts = usePlotSeries(refs);
  const told = { title, labels, facts };
  const current = useRef(told);
  current.current = told;
  const watchesAlarms = useWatchesAlarms();
  const [ofRules, setOfRules] = useState(NO_LIMITS);
  const all = [...limits, ...ofRules];
  const written = JSON.stringify(all);
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal limits are the same limits
  const stableLimits = useMemo(() => all, [written]);

  useEffect(() => {
    if (!host.current) return;
    const made = createChart(host.current, refs, navigator, {
      onFigures: (next, at) => {
        figures.current = next;
        legend.current?.write(next, at, current.current.facts);
      },
      onCondition: setCondition,
      onFailure: (reason) => setFailure(new Error(reason)),
      describe: (columns, canvas) =>
        withLater(
          () => import('./description.ts'),
          ({ describeOn }) => describeOn(canvas, help, current.current, navigator, columns),
        ),
    });
    chart.current = made;
    return () => {
      chart.current = null;
      made.destroy();
    };
  }, [refs, navigator, help]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a chart made anew has to be told, too
  useEffect(() => chart.current?.setSeries(facts), [facts, navigator]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => chart.current?.hide(hidden), [hidden, navigator]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => chart.current?.limit(stableLimits), [stableLimits, navigator]);
  useEffect(() => {
    if (!watchesAlarms || !alarmLimits) return;
    return withLater(fetchAlarms, async ({ limitsOfRules }, signal) => {
      const found = await limitsOfRules(refs, facts);
      if (!signal.aborted) setOfRules(found);
    });
  }, [watchesAlarms, alarmLimits, refs, facts]);
  useEffect(() => {
    const made = chart.current;
    const around = host.current;
    if (!watchesAlarms || !made || !around) return;
    return withLater(fetchAlarms, ({ markAlarms }, signal) =>
      markAlarms(made, around, refs, navigator, signal),
    );
  }, [watchesAlarms, refs, navigator]);

  const toggle = (index: number) =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(index)) next.add(index);
      return next;
    });

  const shown = (): ShownChart => ({
    title,
    refs,
    labels,
    series: facts,
    hidden,
    figures: figures.current,
    range: navigator.store.getState().range,
    canvas: chart.current?.canvas() ?? null,
  });

  // Thrown here, a failure in drawing meets the boundary of the tile.
  if (failure) throw failure;
  const stale = condition?.stale ?? false;
  return (
    <Tile
      title={title}
      widget="timeseries"
      stale={stale}
      actions={
        <DotsButton
          label={t('Actions for {title}', { title })}
          load={fetchMenu}
          menu={(menu) => (
            <OpenChartMenu {...menu} shown={shown} isTable={isTable} onTable={setTable} onSaid={setSaid} />
          )}
        />
      }
      {...(condition && stale
        ? { footer: <Age since={condition.newest} before={t('Last reading ')} /> }
        : {})}
    >
      <div className={styles.chart}>
        <Legend ref={legend} labels={labels} hidden={hidden} onToggle={toggle} />
        <Held navigator={navigator} />
        <div className={styles.plot}>
          <div
            className={styles.host}
            ref={host}
            inert={isTable}
            role="application"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that its description tells of work here
            tabIndex={0}
            aria-label={t('{title}, chart', { title })}
            aria-describedby={help}
          />
          <p id={help} hidden />
          {condition?.empty !== false && (
            <div className={`${styles.empty} ${condition === null ? widgetStyles.skeleton : ''}`}>
              {condition !== null && <Waiting series={refs} />}
            </div>
          )}
          {isTable && (
            <Asked onClose={() => setTable(false)}>
              <WindowTable
                refs={refs}
                labels={labels}
                series={facts}
                navigator={navigator}
                figures={() => figures.current}
                chart={host}
                onClose={() => setTable(false)}
              />
            </Asked>
          )}
        </div>
        <p className={styles.said} role="status">
          {said}
        </p>
      </div>
    </Tile>
  );
}
