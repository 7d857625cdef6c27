import { useThrottledValue } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { useConnections, useLog, useNow } from '../../live/index.ts';
import { Tile } from '../../ui/Tile.tsx';
import { t } from '../../ui/text.ts';
import { DAY_MS, dayOf, momentOf } from '../../ui/zone.ts';
import type { ViewProps } from '../definition.ts';
import { useOnScreen } from '../on-screen.ts';
import widgetStyles from '../widgets.module.css';
import type { options } from './definition.ts';
import { type LogFilter, matching } from './filter.ts';
import styles from './log.module.css';
import { Rows } from './Rows.tsx';

/** A burst of events is shown as often as somebody could read what moves, ms. */
const LEAST_BETWEEN_MS = 1_000;

export function View({ title, options: { connections: only, level } }: ViewProps<z.output<typeof options>>) {
  const body = useRef<HTMLDivElement>(null);
  // Every event moves all rows below it, which costs as much as all charts together.
  const log = useThrottledValue(useLog(useOnScreen(body)), LEAST_BETWEEN_MS);
  const connections = useConnections();
  const [filter, setFilter] = useState<LogFilter>({ text: '', connection: '', level });
  const rows = useMemo(() => matching(log, only, filter), [log, only, filter]);
  // Connections are told anew each second; their names stay, and so do the rows.
  const named = JSON.stringify(connections.map(({ id, name }) => [id, name]));
  const names = useMemo(() => new Map<string, string>(JSON.parse(named)), [named]);
  const today = momentOf(dayOf(useNow()) * DAY_MS);
  const offered = only.length > 0 ? only : connections.map((one) => one.id);
  return (
    <Tile title={title} widget="log">
      <div className={styles.log} ref={body}>
        <div className={styles.filters}>
          <label>
            <span className={widgetStyles.hidden}>{t('Text in events')}</span>
            <input
              type="search"
              placeholder={t('Filter by text')}
              value={filter.text}
              onChange={(event) => setFilter({ ...filter, text: event.target.value })}
            />
          </label>
          <label>
            <span className={widgetStyles.hidden}>{t('Connection')}</span>
            <select
              value={filter.connection}
              onChange={(event) => setFilter({ ...filter, connection: event.target.value })}
            >
              <option value="">{t('All connections')}</option>
              {offered.map((id) => (
                <option key={id} value={id}>
                  {names.get(id) ?? id}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span className={widgetStyles.hidden}>{t('Least level')}</span>
            <select
              value={filter.level}
              onChange={(event) => {
                const chosen = event.target.value;
                if (chosen === 'info' || chosen === 'warning' || chosen === 'error') {
                  setFilter({ ...filter, level: chosen });
                }
              }}
            >
              <option value="info">{t('All levels')}</option>
              <option value="warning">{t('Warnings and errors')}</option>
              <option value="error">{t('Errors')}</option>
            </select>
          </label>
        </div>
        {rows.length === 0 ? (
          <p className={styles.none}>
            {t(log.length === 0 ? 'Nothing has happened yet.' : 'No event fits the filter.')}
          </p>
        ) : (
          <Rows label={title} entries={rows} names={names} today={today} />
        )}
      </div>
    </Tile>
  );
}
