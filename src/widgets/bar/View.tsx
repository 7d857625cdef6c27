import { useMemo, useRef } from 'react';
import { Bar, BarChart, CartesianGrid, LabelList, XAxis, YAxis } from 'recharts';
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
import { barRow } from './rows.ts';

/** recharts draws what changes at human speed. */
const EVERY_MS = 500;
const FILL = { width: '100%', height: '100%' };
const MARGIN = { top: 4, right: 84, bottom: 0, left: 0 };
/** With room for ages. */
const WIDE_MARGIN = { ...MARGIN, right: 160 };
const TICK = { fill: 'var(--sb-ink-2)', fontSize: 12 };
const INK = { fill: 'var(--sb-ink)', fontSize: 13 };

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
              margin={rows.some((row) => row.stale) ? WIDE_MARGIN : MARGIN}
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
                width={104}
                tick={INK}
                axisLine={{ stroke: 'var(--sb-ink-2)' }}
                tickLine={false}
              />
              <Bar dataKey="value" fill="var(--sb-series-1)" isAnimationActive={false} maxBarSize={28}>
                <LabelList dataKey="text" position="right" fill="var(--sb-ink)" fontSize={13} />
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
