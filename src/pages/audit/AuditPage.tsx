import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useAudit } from '../../live/audit.ts';
import { useConnections, useNow } from '../../live/index.ts';
import { useSession } from '../../session/index.ts';
import controls from '../../ui/controls.module.css';
import { csvFile, toCsv } from '../../ui/csv.ts';
import { download } from '../../ui/download.ts';
import { formatCount } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import page from '../page.module.css';
import { AuditTable } from './AuditTable.tsx';
import styles from './audit.module.css';
import { Filters } from './Filters.tsx';
import { ANY, fitting } from './filter.ts';
import { isAnyOpen } from './life.ts';
import { auditRows } from './table.ts';

/** Rows drawn at first; more on demand, so that ten thousand commands do not become ten thousand rows. */
const PAGE_SIZE = 100;

/** Every command given in this browser, for whoever is signed in. */
export default function AuditPage() {
  const status = useSession((s) => s.status);
  return (
    <div className={`${page.page} ${page.wide}`}>
      <h1>{t('Audit')}</h1>
      {status === 'expired' ? (
        <p>{t('The session has ended. Sign in again to see the audit.')}</p>
      ) : (
        <Commands />
      )}
    </div>
  );
}

function Commands() {
  const { entries, complete, problem, limits } = useAudit();
  const connections = useConnections();
  const clock = useNow();
  // While nothing is open the list need not be looked through every second.
  const now = isAnyOpen(entries, clock) ? clock : Number.POSITIVE_INFINITY;
  const [filter, setFilter] = useState(ANY);
  const [shown, setShown] = useState(PAGE_SIZE);
  const wanted = useDeferredValue(filter);
  const nameOf = useCallback(
    (id: string) => connections.find((one) => one.id === id)?.name ?? id,
    [connections],
  );
  const found = useMemo(() => fitting(entries, wanted, now, nameOf), [entries, wanted, now, nameOf]);
  // A part of it would look like all of it.
  const canSave = complete && found.length > 0;
  const save = () => {
    const at = Date.now();
    const rows = auditRows(fitting(entries, filter, at, nameOf), at);
    const name = `signalbox-audit-${new Date(at).toISOString().slice(0, 10)}.csv`;
    download(name, csvFile([toCsv(rows)]));
  };
  return (
    <>
      <p className={page.quiet}>
        {limits
          ? t(
              'Every order given in this browser and what became of it; the newest {count} are kept, for {days} days at most.',
              { count: formatCount(limits.entries), days: limits.days },
            )
          : t('Every order given in this browser and what became of it.')}
      </p>
      {problem !== '' && <Notice title={said(problem)} />}
      <Filters
        entries={entries}
        filter={filter}
        nameOf={nameOf}
        onChange={(next) => {
          setFilter(next);
          setShown(PAGE_SIZE);
        }}
      />
      <div className={styles.summary}>
        <button
          type="button"
          className={controls.button}
          aria-disabled={!canSave}
          onClick={() => canSave && save()}
        >
          {t('Save as CSV')}
        </button>
        <p className={page.quiet} aria-live="polite">
          {!complete && `${t('The audit is being read…')} `}
          {found.length === entries.length
            ? t('{count, plural, one {# command} other {# commands}}', { count: entries.length })
            : t('{n} of {all} commands', { n: found.length, all: entries.length })}
        </p>
      </div>
      {complete && entries.length === 0 && (
        <p>{t('No order has been given in this browser yet. Each one appears here by itself.')}</p>
      )}
      {entries.length > 0 && found.length === 0 && <p>{t('No command fits these filters.')}</p>}
      {found.length > 0 && <AuditTable entries={found.slice(0, shown)} now={now} nameOf={nameOf} />}
      <ShowMore
        left={found.length - shown}
        step={PAGE_SIZE}
        onMore={() => setShown((last) => last + PAGE_SIZE)}
      />
    </>
  );
}
