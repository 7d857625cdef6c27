import { useMemo, useRef } from 'react';
import { PolarAngleAxis, RadialBar, RadialBarChart } from 'recharts';
import type * as z from 'zod/mini';
import { useNow, useSeries } from '../../live/index.ts';
import { formatAsWritten } from '../../ui/as-written.ts';
import { formatAge, formatValue } from '../../ui/format.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { Age } from '../Age.tsx';
import type { ViewProps } from '../definition.ts';
import { Value } from '../Value.tsx';
import { useVisibleLatest } from '../visible-latest.ts';
import { Waiting } from '../Waiting.tsx';
import type { options } from './definition.ts';
import styles from './gauge.module.css';

/** recharts draws what changes at human speed. */
const EVERY_MS = 500;
const FILL = { width: '100%', height: '100%' };

export function View({
  title,
  options: { series, min, max, decimals: fixed },
}: ViewProps<z.output<typeof options>>) {
  const body = useRef<HTMLDivElement>(null);
  const wanted = useMemo(() => [series], [series]);
  const [latest] = useVisibleLatest(body, wanted, EVERY_MS);
  const info = useSeries(series);
  const now = useNow();
  const value = latest?.value ?? Number.NaN;
  const time = latest?.time ?? Number.NaN;
  // Without its facts, which are about to come, nobody knows whether a value is stale.
  const known = info !== undefined && !Number.isNaN(value);
  const stale = known && now - time > info.staleAfterMs;
  const age = stale ? t('{age} ago, stale', { age: formatAge(now - time) }) : '';
  const unit = info?.unit ?? '';
  const decimals = fixed ?? info?.decimals ?? 1;
  const ends = { min: formatAsWritten(min), max: formatAsWritten(max) };
  const outside =
    value < min ? t('below {n}', { n: ends.min }) : value > max ? t('above {n}', { n: ends.max }) : '';
  const data = useMemo(() => [{ value: Math.min(max, Math.max(min, value)) }], [value, min, max]);
  return (
    <Tile
      title={title}
      subtitle={series.label ?? series.device}
      widget="gauge"
      stale={stale}
      {...(known && { footer: <Age since={time} before={stale ? t('Last reading ') : ''} /> })}
    >
      <div className={styles.gauge} ref={body}>
        {known ? (
          <>
            {/* biome-ignore lint/a11y/useSemanticElements: a native meter cannot hold a drawing of ours */}
            <div
              className={stale ? `${styles.arc} ${styles.stale}` : styles.arc}
              role="meter"
              aria-label={title}
              aria-valuemin={min}
              aria-valuemax={max}
              aria-valuenow={Math.min(max, Math.max(min, value))}
              aria-valuetext={[`${formatValue(value, decimals)} ${unit} ${outside}`.trim(), age]
                .filter(Boolean)
                .join(', ')}
            >
              <RadialBarChart
                responsive
                style={FILL}
                data={data}
                cx="50%"
                cy="72%"
                innerRadius="92%"
                outerRadius="118%"
                startAngle={200}
                endAngle={-20}
                accessibilityLayer={false}
              >
                <PolarAngleAxis type="number" domain={[min, max]} tick={false} axisLine={false} />
                <RadialBar
                  dataKey="value"
                  fill="var(--sb-series-1)"
                  background={{ fill: 'var(--sb-hairline)' }}
                  cornerRadius={2}
                  isAnimationActive={false}
                />
              </RadialBarChart>
            </div>
            <p className={stale ? `${styles.number} ${styles.stale}` : styles.number}>
              <Value value={value} decimals={decimals} />
              <span className={styles.unit}>{unit}</span>
            </p>
            <p className={styles.limits}>
              <span>{ends.min}</span>
              <span>{outside}</span>
              <span>{ends.max}</span>
            </p>
          </>
        ) : (
          <Waiting series={wanted} />
        )}
      </div>
    </Tile>
  );
}
