import { useMemo, useRef } from 'react';
import type * as z from 'zod/mini';
import { useConnection, useNow, useReported, useSeries } from '../../live/index.ts';
import { formatAge, formatValue } from '../../ui/format.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { Age } from '../Age.tsx';
import type { ViewProps } from '../definition.ts';
import { Value } from '../Value.tsx';
import { useVisibleLatest } from '../visible-latest.ts';
import { Waiting } from '../Waiting.tsx';
import type { options } from './definition.ts';
import { limitOf } from './limit.ts';
import { messageOf } from './message.ts';
import styles from './progress.module.css';

const NO_MESSAGE = { connection: '', device: '', property: '' };

export function View({ title, options: { series, message } }: ViewProps<z.output<typeof options>>) {
  const body = useRef<HTMLDivElement>(null);
  const wanted = useMemo(() => [series], [series]);
  const [latest] = useVisibleLatest(body, wanted);
  const info = useSeries(series);
  const said = useReported(message ?? NO_MESSAGE);
  const now = useNow();
  const time = latest?.time ?? Number.NaN;
  const value = latest?.value ?? Number.NaN;
  // Without its facts, which are about to come, nobody knows whether a value is stale.
  const known = info !== undefined && !Number.isNaN(value);
  const percent = Math.min(100, Math.max(0, value));
  const done = known && value >= 100;
  const link = useConnection(series.connection);
  const stale = known && now - time > limitOf(info, done ? time : null, link);
  const text = messageOf(said, now);
  const age = stale ? t('{age} ago, stale', { age: formatAge(now - time) }) : '';
  const words = [done ? t('Done') : `${formatValue(percent, 0)} %`, age, text].filter(Boolean).join(', ');
  return (
    <Tile
      title={title}
      subtitle={series.label ?? series.device}
      widget="progress"
      stale={stale}
      state={known ? (done ? 'done' : 'running') : 'unknown'}
      {...(known ? { footer: <Age since={time} before={t(done ? 'Finished ' : 'Last report ')} /> } : {})}
    >
      <div className={styles.progress} ref={body}>
        {known ? (
          <>
            <p className={styles.words}>
              <Value value={percent} decimals={0} />
              <span className={styles.unit}>%</span>
              {done && <span className={styles.done}>{t('Done')}</span>}
            </p>
            <div
              className={styles.track}
              role="progressbar"
              aria-label={title}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={percent}
              aria-valuetext={words}
            >
              <div className={styles.fill} style={{ width: `${percent}%` }} />
            </div>
            <p className={styles.message}>{text}</p>
          </>
        ) : (
          <Waiting series={wanted} />
        )}
      </div>
    </Tile>
  );
}
