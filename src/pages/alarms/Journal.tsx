import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { alarmJournal, useAlarms, useConnections, useJournalNews } from '../../live/index.ts';
import type { JournalLimits } from '../../model/alarm.ts';
import controls from '../../ui/controls.module.css';
import { csvFile, toCsv } from '../../ui/csv.ts';
import { download } from '../../ui/download.ts';
import { entryTime } from '../../ui/entry.ts';
import { formatCount } from '../../ui/format.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import page from '../page.module.css';
import styles from './alarms.module.css';
import { fittingLines } from './journal-filter.ts';
import { keyOf, type Lines, NO_LINES, readOn } from './journal-lines.ts';
import { journalRows } from './journal-rows.ts';
import { PriorityMark } from './PriorityMark.tsx';
import { conditionWords, eventWords } from './words.ts';

const PAGE_SIZE = 100;
const PAUSE_MS = 500;

/** Everything that happened to alarms while this browser was looking, the newest first. */
export function Journal({ limits }: { readonly limits: JournalLimits | null }) {
  const connections = useConnections();
  // Read anew when something has happened.
  const alarms = useAlarms();
  const written = useJournalNews();
  const [lines, setLines] = useState<Lines | null>(null);
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const [most, setMost] = useState(PAGE_SIZE);
  const [problem, setProblem] = useState('');
  const nameOf = useCallback(
    (id: string) => connections.find((one) => one.id === id)?.name ?? id,
    [connections],
  );
  const known = useRef<Lines>(NO_LINES);
  const kept = limits?.entries ?? Number.POSITIVE_INFINITY;
  const isReading = useRef(false);
  const isDue = useRef(true);
  const read = useCallback(async () => {
    if (isReading.current) return;
    isReading.current = true;
    try {
      // What changes in a flood is read by turns, not once a change.
      while (isDue.current) {
        isDue.current = false;
        known.current = await readOn(alarmJournal, known.current, kept);
        setLines(known.current);
        setProblem('');
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    } catch {
      setProblem(t('The journal could not be read. Reload the page.'));
    }
    isReading.current = false;
  }, [kept]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has happened to alarms is in the journal
  useEffect(() => {
    isDue.current = true;
    void read();
  }, [alarms, written, read]);
  const found = useMemo(
    () => fittingLines((lines ?? NO_LINES).values(), wanted, nameOf),
    [lines, wanted, nameOf],
  );
  const save = () => {
    const name = `signalbox-alarms-${new Date().toISOString().slice(0, 10)}.csv`;
    download(name, csvFile([toCsv(journalRows(found))]));
  };
  return (
    <>
      <p className={page.quiet}>
        {t('What happened to alarms while a page of this browser was open.')}
        {limits &&
          ` ${t('The newest {n} lines are kept, for {days, plural, one {# day} other {# days}} at most.', {
            n: formatCount(limits.entries),
            days: limits.days,
          })}`}
      </p>
      <div className={styles.summary}>
        <SearchField
          label={t('Find')}
          value={text}
          onChange={(wanted) => {
            setText(wanted);
            setMost(PAGE_SIZE);
          }}
        />
        <button
          type="button"
          className={`${controls.button} ${styles.beside}`}
          aria-disabled={found.length === 0}
          onClick={() => found.length > 0 && save()}
        >
          {t('Save as CSV')}
        </button>
        <p className={`${page.quiet} ${styles.beside}`} aria-live="polite">
          {lines && t('{n, plural, one {# line} other {# lines}}', { n: found.length })}
        </p>
      </div>
      {problem !== '' && <p>{problem}</p>}
      {lines?.size === 0 && <p>{t('Nothing has happened yet. Each alarm appears here by itself.')}</p>}
      {lines !== null && lines.size > 0 && found.length === 0 && <p>{t('No line fits this text.')}</p>}
      {found.length > 0 && (
        <table className={styles.table}>
          <caption className={styles.caption}>{t('Journal, newest first')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('Time')}</th>
              <th scope="col">{t('Priority')}</th>
              <th scope="col">{t('Alarm')}</th>
              <th scope="col">{t('Where')}</th>
              <th scope="col">{t('Event')}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, most).map((entry) => (
              <tr key={keyOf(entry)} className={styles.line} data-event={entry.event}>
                <td className={styles.when}>
                  <time dateTime={new Date(entry.at).toISOString()}>{entryTime(entry.at)}</time>
                </td>
                <td className={styles.priority}>
                  <PriorityMark priority={entry.priority} isActive={entry.event === 'raised'} />
                </td>
                <td className={styles.what}>
                  <span className={styles.title}>{said(entry.title)}</span>
                  <span className={styles.condition}>{conditionWords(entry)}</span>
                </td>
                <td className={styles.where}>
                  {entry.device}
                  <span className={styles.place}>
                    {[entry.quantity, nameOf(entry.connection)].filter(Boolean).join(' · ')}
                  </span>
                </td>
                <td className={styles.state}>
                  {eventWords(entry, entry.until === null ? '' : entryTime(entry.until))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ShowMore
        left={found.length - most}
        step={PAGE_SIZE}
        onMore={() => setMost((last) => last + PAGE_SIZE)}
      />
    </>
  );
}
