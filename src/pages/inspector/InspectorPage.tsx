import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useConnection } from '../../live/index.ts';
import { INSPECTED_FRAMES, type InspectedFrame, type Inspection } from '../../model/inspection.ts';
import controls from '../../ui/controls.module.css';
import { formatCount, formatTime } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useParams } from '../../ui/router/index.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { t } from '../../ui/text.ts';
import { Back } from '../Back.tsx';
import page from '../page.module.css';
import { RecordPanel } from '../recording/RecordPanel.tsx';
import { FrameRow } from './FrameRow.tsx';
import { EVERYTHING, type FrameFilter, fitting } from './filter.ts';
import styles from './inspector.module.css';
import { useInspection } from './use-inspection.ts';
import { framesAsText } from './words.ts';

interface ToolbarProps {
  readonly filter: FrameFilter;
  readonly onFilter: (filter: FrameFilter) => void;
}

function Filters({ filter, onFilter }: ToolbarProps) {
  return (
    <search className={styles.filters} aria-label={t('Frames')}>
      <SearchField label={t('Find')} value={filter.text} onChange={(text) => onFilter({ ...filter, text })} />
      <label className={controls.field}>
        {t('Direction')}
        <select
          className={styles.select}
          value={filter.direction}
          onChange={({ currentTarget: { value } }) =>
            onFilter({ ...filter, direction: value === 'in' || value === 'out' ? value : 'both' })
          }
        >
          <option value="both">{t('Both')}</option>
          <option value="in">{t('Received')}</option>
          <option value="out">{t('Sent')}</option>
        </select>
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={filter.unreadableOnly}
          onChange={(event) => onFilter({ ...filter, unreadableOnly: event.currentTarget.checked })}
        />
        {t('Unreadable only')}
      </label>
    </search>
  );
}

/** What was there when the person stopped the list; null while it goes on. */
type Held = Pick<Inspection, 'frames' | 'since' | 'seen'> | null;

/** The last frames of one connection, both directions, beside what was taken from them. */
export default function InspectorPage() {
  const { connection: id = '' } = useParams();
  const connection = useConnection(id);
  const { frames, since, seen, leftOut, problem } = useInspection(id);
  const [filter, setFilter] = useState(EVERYTHING);
  const [held, setHeld] = useState<Held>(null);
  const [said, setSaid] = useState('');
  const wanted = useDeferredValue(filter);
  const source = held?.frames ?? frames;
  const found = useMemo(() => fitting(source, wanted).toReversed(), [source, wanted]);
  const copy = useCallback((copied: readonly InspectedFrame[]) => {
    const refused = () =>
      setSaid(t('The browser did not let the page copy. Select the text and copy it by hand.'));
    // There is no clipboard on pages that came without TLS.
    if (!navigator.clipboard) return refused();
    navigator.clipboard
      .writeText(framesAsText(copied))
      .then(
        () =>
          setSaid(
            copied.length === 1
              ? t('It is copied.')
              : t('{count} lines are copied.', { count: copied.length }),
          ),
        refused,
      );
  }, []);
  const name = connection?.name ?? id;
  // Another inspection, after a while in another tab, counts anew.
  const waiting = held === null ? 0 : seen - (held.since === since ? held.seen : 0);
  const counts =
    since === 0
      ? []
      : [
          t('{count, plural, one {# frame} other {# frames}} since {time}.', {
            count: seen,
            time: formatTime(since),
          }),
          ...(found.length < source.length
            ? [t('{count} of the last {all} fit.', { count: found.length, all: source.length })]
            : []),
          ...(leftOut > 0
            ? [
                t('{count} are not shown: more came than anybody could read. Every one was decoded.', {
                  count: formatCount(leftOut),
                }),
              ]
            : []),
          ...(waiting > 0
            ? [t('{count} came while the list stands still.', { count: formatCount(waiting) })]
            : []),
        ];
  return (
    <div className={styles.page}>
      <div>
        <Back to="/connections">{t('Connections')}</Back>
        <div className={styles.heading}>
          <h1>{t('Frames of {name}', { name })}</h1>
          {connection && <StatusMark status={connection.status} />}
        </div>
        <p className={page.quiet}>
          {t(
            'The last {count} frames as they pass, beside what was taken from them. Passwords, tokens and keys are left out before they get here.',
            { count: INSPECTED_FRAMES },
          )}
        </p>
      </div>
      {problem !== '' && <Notice title={problem} />}
      {!connection?.replay && <RecordPanel connection={id} name={name} isThere={connection !== undefined} />}
      <div className={styles.tools}>
        <Filters filter={filter} onFilter={setFilter} />
        <button
          type="button"
          className={held === null ? controls.button : controls.primary}
          aria-pressed={held !== null}
          onClick={() => setHeld(held === null ? { frames, since, seen } : null)}
        >
          {held === null ? t('Pause') : t('Go on')}
        </button>
        <button
          type="button"
          className={controls.button}
          aria-disabled={found.length === 0}
          onClick={() => found.length > 0 && copy(found.toReversed())}
        >
          {found.length === 1 ? t('Copy this line') : t('Copy these {count} lines', { count: found.length })}
        </button>
        <p className={styles.said} role="status">
          {said}
        </p>
      </div>
      <p className={page.quiet} data-seen={seen} data-left-out={leftOut}>
        {counts.join(' ')}
      </p>
      {found.length === 0 && since > 0 && (
        <p>
          {source.length > 0
            ? t('No frame fits these filters.')
            : t('Nothing has passed yet. Frames appear here as they come.')}
        </p>
      )}
      {found.length > 0 && (
        <table className={styles.table}>
          <caption className={styles.caption}>{t('Frames, newest first')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('Time')}</th>
              <th scope="col">{t('Direction')}</th>
              <th scope="col">{t('Frame')}</th>
              <th scope="col">{t('Taken from it')}</th>
              <th scope="col">
                <span className={styles.caption}>{t('Copy')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.map((frame) => (
              <FrameRow key={`${held?.since ?? since} ${frame.seq}`} frame={frame} onCopy={copy} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
