import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { Bar, BarChart, CartesianGrid, LabelList, type LabelProps, XAxis, YAxis } from 'recharts';
import type * as z from 'zod/mini';
import { useNow, useSeriesList } from '../../live/index.ts';
import { formatAsWritten } from '../../ui/as-written.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { Age } from '../Age.tsx';
import type { ViewProps } from '../definition.ts';
import { seriesLabels } from '../refs.ts';
import { useStableRefs, useVisibleLatest } from '../visible-latest.ts';
import { Waiting } from '../Waiting.tsx';
import styles from './bar.module.css';
import type { options } from './definition.ts';
import { LABELS_WIDTH, roomBeside } from './room.ts';
import { type BarRow, barRow } from './rows.ts';

/** recharts draws what changes at human speed. */
const EVERY_MS = 500;
const FILL = { width: '100%', height: '100%' };
const GAP = 5;
const TICK = { fill: 'var(--sb-ink-2)', fontSize: 12 };
const INK = { fill: 'var(--sb-ink)', fontSize: 13 };

/** Of an element, px; 0 until it has been drawn. */
function useWidth(element: RefObject<Element | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

interface BesideProps {
  readonly row: BarRow | undefined;
  /** The end of the bar, and its middle, px. */
  readonly x: number;
  readonly y: number;
  readonly isOnTwoLines: boolean;
}

/** A bar's number, and its age where it is stale. */
function Beside({ row, x, y, isOnTwoLines }: BesideProps) {
  if (!row) return null;
  const isBelow = isOnTwoLines && row.age !== '';
  return (
    <text x={x + GAP} y={y} dy={isBelow ? '-0.25em' : '0.355em'} fill="var(--sb-ink)" fontSize={13}>
      {row.text}
      {row.age !== '' && (
        <tspan {...(isBelow ? { x: x + GAP, dy: '1.2em', fontSize: 12 } : { dx: 4 })}>{row.age}</tspan>
      )}
    </text>
  );
}

export function View({ title, options: { series, min, max } }: ViewProps<z.output<typeof options>>) {
  const body = useRef<HTMLDivElement>(null);
  const latest = useVisibleLatest(body, series, EVERY_MS);
  const refs = useStableRefs(series);
  const infos = useSeriesList(refs);
  const now = useNow();
  const labels = useMemo(() => seriesLabels(series), [series]);
  const newest = Math.max(...latest.flatMap(({ time }) => (Number.isNaN(time) ? [] : [time])));
  const known = newest > Number.NEGATIVE_INFINITY;

  const rows = latest.map((one, i) => barRow(labels[i] ?? '', infos[i], one, now));
  const stale = known && rows.every((row) => row.stale || row.value === null);
  const room = roomBeside(
    useWidth(body),
    rows.some((row) => row.stale),
  );
  // Its own index leaves out bars that are not there.
  const beside = ({ x, y, width, height, value }: LabelProps) => (
    <Beside
      row={rows[Number(value)]}
      x={Number(x) + Math.max(0, Number(width))}
      y={Number(y) + Number(height) / 2}
      isOnTwoLines={room.isForTwoLines}
    />
  );
  return (
    <Tile
      title={title}
      widget="bar"
      stale={stale}
      {...(known && { footer: <Age since={newest} before={stale ? t('Last reading ') : ''} /> })}
    >
      <div className={styles.bar} ref={body}>
        {known ? (
          <div
            className={styles.chart}
            role="img"
            aria-label={`${title}. ${rows.map(({ words }) => words).join('. ')}.`}
          >
            <BarChart
              responsive
              style={FILL}
              layout="vertical"
              data={rows}
              margin={{ top: 4, right: room.px, bottom: 0, left: 0 }}
              barCategoryGap="28%"
              accessibilityLayer={false}
            >
              <CartesianGrid horizontal={false} stroke="var(--sb-hairline)" />
              <XAxis
                type="number"
                domain={[min ?? ((least: number) => Math.min(0, least)), max ?? 'auto']}
                tick={TICK}
                tickFormatter={formatAsWritten}
                axisLine={false}
                tickLine={false}
              />
              <YAxis
                type="category"
                dataKey="label"
                width={LABELS_WIDTH}
                tick={INK}
                axisLine={{ stroke: 'var(--sb-ink-2)' }}
                tickLine={false}
              />
              <Bar dataKey="value" fill="var(--sb-series-1)" isAnimationActive={false} maxBarSize={28}>
                <LabelList dataKey={(row: BarRow) => rows.indexOf(row)} content={beside} />
              </Bar>
            </BarChart>
          </div>
        ) : (
          <Waiting series={refs} />
        )}
      </div>
    </Tile>
  );
}
