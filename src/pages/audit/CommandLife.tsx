import { Fragment } from 'react';
import type { AuditEntry } from '../../model/audit.ts';
import { timeFormat } from '../../ui/locale.ts';
import { said } from '../../ui/said.ts';
import { type PlainText, t } from '../../ui/text.ts';
import styles from './audit.module.css';
import { personOf } from './filter.ts';
import {
  durationText,
  OUTCOME_WORDS,
  type Outcome,
  partOf,
  reasonOf,
  stepOutcome,
  valueText,
} from './life.ts';

interface CommandLifeProps {
  readonly entry: AuditEntry;
  readonly outcome: Outcome;
  readonly connectionName: string;
}

function facts({ entry, connectionName }: CommandLifeProps): readonly (readonly [PlainText, string])[] {
  const { confirmedBy, reportedValue } = entry;
  return [
    ['Ordered', timeFormat('exact').format(entry.orderedAt)],
    ['Person', `${said(personOf(entry))} (${t(entry.role)})`],
    ...(entry.subject === '' ? [] : [['Account', entry.subject] as const]),
    ['Connection', connectionName],
    ['Target', `${entry.device} · ${entry.property}`],
    ['Desired', valueText(entry.value)],
    ['Reported', reportedValue === null ? 'nothing known' : valueText(reportedValue)],
    ...(confirmedBy === 'report' ? [['Confirmed by', 'the device’s report'] as const] : []),
    ...(confirmedBy === 'acceptance'
      ? [['Accepted by', 'the back end; no report tells what became of it'] as const]
      : []),
    ...(partOf(entry) === '' ? [] : [['Part of', partOf(entry)] as const]),
    ...(entry.lastAt === undefined ? [] : [['Tried', triedText(entry, entry.lastAt)] as const]),
    ['Command', entry.id],
  ];
}

function triedText({ times, enteredAt }: AuditEntry, lastAt: number): string {
  const [from, to] = [enteredAt, lastAt].map((time) => timeFormat('precise').format(time));
  return t('{n} times in a row, from {from} to {to}', { n: times, from: from ?? '', to: to ?? '' });
}

/** Everything that is known of one command: its steps with their times, and all about it. */
export function CommandLife(props: CommandLifeProps) {
  const { entry, outcome } = props;
  const reason = reasonOf(entry, outcome);
  return (
    <div className={styles.life}>
      {reason !== '' && <p className={styles.reason}>{said(reason)}</p>}
      <ol className={styles.steps} aria-label={t('Steps')}>
        {entry.steps.map(({ state, at }) => (
          <li key={state} data-step={state}>
            <span className={styles.step}>{t(OUTCOME_WORDS[stepOutcome(entry, state)])}</span>
            <time dateTime={new Date(at).toISOString()}>{timeFormat('precise').format(at)}</time>
            <span className={styles.after}>{after(at - entry.orderedAt)}</span>
          </li>
        ))}
        {outcome === 'unknown' && (
          <li data-step="unknown">
            <span className={styles.step}>{t('unknown')}</span>
            <span className={styles.after}>{t('no end was heard')}</span>
          </li>
        )}
      </ol>
      <dl className={styles.facts}>
        {facts(props).map(([name, value]) => (
          <Fragment key={name}>
            <dt>{t(name)}</dt>
            <dd>{said(value)}</dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}

/** How long after the person acted; nothing where a clock was set meanwhile. */
function after(ms: number): string {
  return ms >= 0 ? t('{time} after the order', { time: durationText(ms) }) : '';
}
