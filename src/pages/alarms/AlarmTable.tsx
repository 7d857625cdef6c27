import { memo, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Permission } from '../../live/index.ts';
import { useNow, useSeries } from '../../live/index.ts';
import { type Alarm, type AlarmAction, awaitsAcknowledgement } from '../../model/alarm.ts';
import { ActionMenu } from '../../ui/ActionMenu.tsx';
import controls from '../../ui/controls.module.css';
import { formatAge } from '../../ui/format.ts';
import { Link } from '../../ui/router/index.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { deviceAddress } from '../devices/address.ts';
import styles from './alarms.module.css';
import { acknowledging } from './list.ts';
import { PriorityMark } from './PriorityMark.tsx';
import { useHold } from './use-hold.ts';
import { conditionWords, stateWords, timeWords } from './words.ts';

const MINUTE = 60_000;
const SHELVES = [
  { word: 'Shelve for 15 minutes', ms: 15 * MINUTE },
  { word: 'Shelve for 1 hour', ms: 60 * MINUTE },
  { word: 'Shelve for 8 hours', ms: 480 * MINUTE },
] as const;

/** When it began or ended, and how long ago. */
function Since({ at }: { readonly at: number | null }) {
  const now = useNow();
  if (at === null) return null;
  return (
    <>
      <time dateTime={new Date(at).toISOString()}>{timeWords(at, now)}</time>
      <span className={styles.age}>{t('{age} ago', { age: formatAge(now - at) })}</span>
    </>
  );
}

/** Its state; what was today is of another day after midnight. */
function State({ alarm }: { readonly alarm: Alarm }) {
  return stateWords(alarm, useNow());
}

interface RowProps {
  readonly alarm: Alarm;
  readonly connectionName: string;
  readonly permission: Permission;
  readonly onAct: (action: AlarmAction) => void;
}

const Row = memo(function Row({ alarm, connectionName, permission, onAct }: RowProps) {
  const { id, advice, priority, state, isActive, connection, device, quantity } = alarm;
  const title = said(alarm.title);
  const series = useSeries({ connection, device, quantity });
  const why = permission.allowed ? undefined : said(permission.why);
  const where = device || connectionName;
  const acts =
    state === 'shelved'
      ? [{ label: t('Take off the shelf'), run: () => onAct({ kind: 'unshelve', alarms: [id] }) }]
      : SHELVES.map(({ word, ms }) => ({
          label: t(word),
          run: () => onAct({ kind: 'shelve', alarms: [id], forMs: ms }),
        }));
  return (
    <tr className={styles.row} data-alarm={id} data-state={state} data-priority={priority}>
      <td className={styles.priority}>
        <PriorityMark priority={priority} isActive={isActive} />
      </td>
      <td className={styles.what}>
        <span className={styles.title}>{title}</span>
        <span className={styles.condition}>{conditionWords(alarm, series?.decimals)}</span>
        {advice !== '' && <span className={styles.advice}>{said(advice)}</span>}
      </td>
      <td className={styles.where}>
        {device !== '' && <Link to={deviceAddress({ connection, device })}>{device}</Link>}
        <span className={styles.place}>
          {quantity === '' ? connectionName : `${quantity} · ${connectionName}`}
        </span>
      </td>
      <td className={styles.since}>
        <Since at={isActive ? alarm.raisedAt : (alarm.returnedAt ?? alarm.raisedAt)} />
      </td>
      <td className={styles.state}>
        <State alarm={alarm} />
        {alarm.isRecalled && (
          <span className={styles.recalled}>{t('As before the page was loaded; no reading yet.')}</span>
        )}
        {alarm.isUnheard && !alarm.isRecalled && (
          <span className={styles.recalled}>
            {t('As before the link broke; not heard since the link came back.')}
          </span>
        )}
      </td>
      <td className={styles.acts}>
        {awaitsAcknowledgement(state) && (
          <button
            type="button"
            className={controls.small}
            aria-label={t('Acknowledge {title}, {where}', { title, where })}
            aria-disabled={!permission.allowed}
            title={why}
            onClick={() => permission.allowed && onAct(acknowledging([alarm]))}
          >
            {t('Acknowledge')}
          </button>
        )}
        {permission.allowed && state !== 'suppressed' && (
          <ActionMenu label={t('Shelve {title}, {where}', { title, where })} actions={acts} />
        )}
      </td>
    </tr>
  );
});

/** Whether the first row, which is this alarm's, is in sight. */
function useFirstSeen(table: RefObject<HTMLTableElement | null>, id: string | undefined): boolean {
  const [isSeen, setSeen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row of another alarm is another
  useEffect(() => {
    const row = table.current?.tBodies[0]?.rows[0];
    if (!row) return undefined;
    const observer = new IntersectionObserver((changes) => setSeen(changes.at(-1)?.isIntersecting ?? false));
    observer.observe(row);
    return () => observer.disconnect();
  }, [table, id]);
  return isSeen;
}

interface AlarmTableProps {
  readonly alarms: readonly Alarm[];
  /** Of all alarms that nobody has acknowledged. */
  readonly worst: Alarm | null;
  readonly nameOf: (connection: string) => string;
  readonly permission: Permission;
  readonly onAct: (action: AlarmAction) => void;
  /** Told when somebody begins or ceases to point at the list. */
  readonly onHold: (isHeld: boolean) => void;
}

/** Alarms, those that need somebody most first. */
export function AlarmTable({ alarms, worst, nameOf, permission, onAct, onHold }: AlarmTableProps) {
  const table = useRef<HTMLTableElement>(null);
  /** Row of the table from which somebody has just acted. */
  const actedIn = useRef<number | null>(null);
  const act = useCallback(
    (action: AlarmAction) => {
      actedIn.current = document.activeElement?.closest('tr')?.rowIndex ?? null;
      onAct(action);
    },
    [onAct],
  );
  // What was pressed goes with what it did. The keyboard goes on from that row, and not from a button: Enter may still be held down.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other alarms are what an act brings
  useEffect(() => {
    const rows = table.current?.rows;
    if (actedIn.current === null || !rows || document.activeElement !== document.body) return;
    const row = rows[Math.min(actedIn.current, rows.length - 1)];
    actedIn.current = null;
    if (row) row.tabIndex = -1;
    row?.focus({ preventScroll: true });
  }, [alarms]);
  const hold = useHold(onHold, alarms);
  const first = alarms[0]?.id;
  const isSeen = useFirstSeen(table, first);
  return (
    <table
      ref={table}
      className={styles.table}
      data-alarm-list={(isSeen && first === worst?.id) || undefined}
      {...hold}
    >
      <caption className={styles.caption}>{t('Alarms, the most urgent first')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Priority')}</th>
          <th scope="col">{t('Alarm')}</th>
          <th scope="col">{t('Where')}</th>
          <th scope="col">{t('Since')}</th>
          <th scope="col">{t('State')}</th>
          <th scope="col">
            <span className={styles.caption}>{t('Actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {alarms.map((alarm) => (
          <Row
            key={alarm.id}
            alarm={alarm}
            connectionName={nameOf(alarm.connection)}
            permission={permission}
            onAct={act}
          />
        ))}
      </tbody>
    </table>
  );
}
