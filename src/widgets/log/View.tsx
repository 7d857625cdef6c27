import { useThrottledValue } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { useConnections, useLog } from '../../live/index.ts';
import type { LogEntry } from '../../model/catalogue.ts';
import { formatTime } from '../../ui/format.ts';
import { said } from '../../ui/said.ts';
import { Tile } from '../../ui/Tile.tsx';
import { type PlainText, t } from '../../ui/text.ts';
import type { ViewProps } from '../definition.ts';
import { useOnScreen } from '../on-screen.ts';
import widgetStyles from '../widgets.module.css';
import type { options } from './definition.ts';
import { type LogFilter, matching } from './filter.ts';
import styles from './log.module.css';

/** Level marks differ in shape as well as in word. */
const MARKS: Readonly<Record<LogEntry['level'], { readonly path: string; readonly word: PlainText }>> = {
  info: { path: 'M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9Z', word: 'Info' },
  warning: { path: 'M6 1.2 11 10.5H1Z', word: 'Warning' },
  error: { path: 'M6 .8 11.2 6 6 11.2 .8 6Z', word: 'Error' },
};

/** A burst of events is shown as often as somebody could read what moves, ms. */
const LEAST_BETWEEN_MS = 1_000;

function Mark({ level }: { readonly level: LogEntry['level'] }) {
  const { path, word } = MARKS[level];
  return (
    <span className={styles.level} data-level={level}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={path} />
      </svg>
      {t(word)}
    </span>
  );
}

export function View({ title, options: { connections: only, level } }: ViewProps<z.output<typeof options>>) {
  const body = useRef<HTMLDivElement>(null);
  // Every event moves all rows below it, which costs as much as all charts together.
  const log = useThrottledValue(useLog(useOnScreen(body)), LEAST_BETWEEN_MS);
  const connections = useConnections();
  const [filter, setFilter] = useState<LogFilter>({ text: '', connection: '', level });
  const rows = useMemo(() => matching(log, only, filter), [log, only, filter]);
  const names = new Map(connections.map((one) => [one.id, one.name]));
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
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
          <ol className={styles.rows} tabIndex={0} aria-label={t('{title}, newest first', { title })}>
            {rows.map((entry) => (
              <li key={entry.id}>
                <time dateTime={new Date(entry.time).toISOString()}>{formatTime(entry.time)}</time>
                <Mark level={entry.level} />
                <span className={styles.source}>
                  {names.get(entry.connection) ?? entry.connection}
                  {entry.device === '' ? '' : ` · ${entry.device}`}
                </span>
                <span className={styles.text}>{said(entry.text)}</span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Tile>
  );
}
