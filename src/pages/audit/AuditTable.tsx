import { IconChevronRight } from '@tabler/icons-react';
import { memo, useId, useState } from 'react';
import type { AuditEntry } from '../../model/audit.ts';
import { entryTime } from '../../ui/entry.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import styles from './audit.module.css';
import { CommandLife } from './CommandLife.tsx';
import { personOf } from './filter.ts';
import { durationText, latencyOf, type Outcome, outcomeOf, reasonOf, valueText } from './life.ts';
import { OutcomeMark } from './OutcomeMark.tsx';

interface RowProps {
  readonly entry: AuditEntry;
  readonly outcome: Outcome;
  readonly connectionName: string;
}

const Row = memo(function Row({ entry, outcome, connectionName }: RowProps) {
  const [open, setOpen] = useState(false);
  const detail = useId();
  const latency = latencyOf(entry);
  const reason = reasonOf(entry, outcome);
  return (
    <>
      <tr className={styles.row} data-command={entry.id}>
        <td className={styles.when}>
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={open}
            aria-controls={detail}
            aria-label={t('{time}, its life', { time: entryTime(entry.enteredAt) })}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={16} className={styles.chevron ?? ''} aria-hidden="true" />
            <time dateTime={new Date(entry.enteredAt).toISOString()}>{entryTime(entry.enteredAt)}</time>
          </button>
        </td>
        <td className={styles.outcome}>
          <OutcomeMark outcome={outcome} times={entry.times} lastAt={entry.lastAt} />
          {reason !== '' && <span className={styles.why}>{said(reason)}</span>}
        </td>
        <td className={styles.target}>
          <span className={styles.device}>{entry.device}</span>
          <span className={styles.place}>
            {entry.property} · {connectionName}
          </span>
        </td>
        <td className={styles.desired}>{said(valueText(entry.value))}</td>
        <td className={styles.person}>{said(personOf(entry))}</td>
        <td className={styles.latency}>{latency === null ? '–' : durationText(latency)}</td>
      </tr>
      <tr id={detail} className={styles.detail} hidden={!open}>
        <td colSpan={6}>
          {open && <CommandLife entry={entry} outcome={outcome} connectionName={connectionName} />}
        </td>
      </tr>
    </>
  );
});

interface AuditTableProps {
  readonly entries: readonly AuditEntry[];
  readonly now: number;
  readonly nameOf: (connection: string) => string;
}

/** Commands, newest first; each opens to its whole life. */
export function AuditTable({ entries, now, nameOf }: AuditTableProps) {
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{t('Commands, newest first')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Time')}</th>
          <th scope="col">{t('Outcome')}</th>
          <th scope="col">{t('Target')}</th>
          <th scope="col">{t('Desired')}</th>
          <th scope="col">{t('Person')}</th>
          <th scope="col" className={styles.latency}>
            {t('Confirmed after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row
            key={entry.id}
            entry={entry}
            outcome={outcomeOf(entry, now)}
            connectionName={nameOf(entry.connection)}
          />
        ))}
      </tbody>
    </table>
  );
}
