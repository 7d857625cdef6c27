import { type CSSProperties, useMemo, useRef } from 'react';
import type * as z from 'zod/mini';
import { useNow, useSeries } from '../../live/index.ts';
import { formatValue } from '../../ui/format.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { Age } from '../Age.tsx';
import type { ViewProps } from '../definition.ts';
import { seriesLabels } from '../refs.ts';
import { Value } from '../Value.tsx';
import { useVisibleLatest } from '../visible-latest.ts';
import { Waiting } from '../Waiting.tsx';
import type { options } from './definition.ts';
import { Sparkline } from './Sparkline.tsx';
import styles from './stat.module.css';
import { emsWide } from './width.ts';

interface BigProps {
  readonly value: number;
  readonly decimals: number;
  readonly unit: string;
  readonly stale?: boolean;
}

/** The number, as large as the tile has room for. */
function Big({ value, decimals, unit, stale = false }: BigProps) {
  const style: CSSProperties & Record<`--${string}`, number> = {
    '--wide': emsWide(formatValue(value, decimals), unit),
  };
  return (
    <p className={stale ? `${styles.number} ${styles.stale}` : styles.number} style={style}>
      <Value value={value} decimals={decimals} />
      <span className={styles.unit}>{unit}</span>
    </p>
  );
}

/** Values that were replayed without their times: shown, but as what they are. */
function History({ values, decimals, unit }: { values: readonly number[]; decimals: number; unit: string }) {
  return (
    <div className={styles.history}>
      <Big value={values.at(-1) ?? Number.NaN} decimals={decimals} unit={unit} />
      <p className={styles.note}>
        {t('History, time unknown:')}{' '}
        {values
          .slice(-10)
          .map((value) => formatValue(value, decimals))
          .join(', ')}
      </p>
    </div>
  );
}

export function View({
  title,
  options: { series, decimals: fixed, sparkline },
}: ViewProps<z.output<typeof options>>) {
  const body = useRef<HTMLDivElement>(null);
  const wanted = useMemo(() => [series], [series]);
  const [latest] = useVisibleLatest(body, wanted);
  const info = useSeries(series);
  const now = useNow();
  const time = latest?.time ?? Number.NaN;
  const decimals = fixed ?? info?.decimals ?? 1;
  const unit = info?.unit ?? '';
  // Without its facts, which are about to come, nobody knows whether a value is stale.
  const live = info !== undefined && !Number.isNaN(time);
  const stale = live && now - time > info.staleAfterMs;
  const history = info?.history ?? [];
  const unknownTime = !live && history.length > 0;
  return (
    <Tile
      title={title}
      subtitle={seriesLabels(wanted)[0] ?? ''}
      widget="stat"
      stale={stale || unknownTime}
      {...(stale ? { footer: <Age since={time} before={t('Last reading ')} /> } : {})}
    >
      <div className={styles.stat} ref={body}>
        {live && <Big value={latest?.value ?? Number.NaN} decimals={decimals} unit={unit} stale={stale} />}
        {unknownTime && <History values={history} decimals={decimals} unit={unit} />}
        {!live && !unknownTime && <Waiting series={wanted} />}
        {live && !stale && (
          <p className={styles.note}>
            <Age since={time} />
          </p>
        )}
        {live && sparkline && <Sparkline series={series} />}
      </div>
    </Tile>
  );
}
