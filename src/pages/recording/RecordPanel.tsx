import { IconPlayerRecord, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { connectionTools, useNow } from '../../live/index.ts';
import type { ConnectionId } from '../../model/identity.ts';
import type { RecordingState } from '../../model/recording.ts';
import controls from '../../ui/controls.module.css';
import { download } from '../../ui/download.ts';
import { formatAge, formatCount, formatDuration } from '../../ui/format.ts';
import { t } from '../../ui/text.ts';
import { formatBytes } from '../inspector/words.ts';
import styles from './recording.module.css';
import { useRecordings } from './use-recordings.ts';

/** Bytes of a recording at most: what a browser's memory and a ticket's attachment take without a thought. */
const MAX_BYTES = 20_000_000;
const LENGTHS = [
  { minutes: 1, words: '1 minute' },
  { minutes: 10, words: '10 minutes' },
  { minutes: 60, words: '1 hour' },
] as const;
const MINUTE_MS = 60_000;

function progress(recording: RecordingState, now: number): string {
  const { frames, bytes, leftOut, changed, startedAt, endedAt, why, maxMs, maxBytes } = recording;
  const what = t('{count} frames, {size}', { count: formatCount(frames), size: formatBytes(bytes) });
  const left = [
    ...(leftOut > 0
      ? [t('{count} are left out: bytes that may hold a secret.', { count: formatCount(leftOut) })]
      : []),
    ...(changed > 0
      ? [
          t(
            'Secrets are left out of {count} of them: what a device’s name or value came from may be missing in a replay.',
            {
              count: formatCount(changed),
            },
          ),
        ]
      : []),
  ]
    .map((sentence) => ` ${sentence}`)
    .join('');
  const length = formatDuration(maxMs);
  const size = formatBytes(maxBytes);
  if (endedAt === null) {
    const age = formatAge(now - startedAt);
    return `${t('Recording: {what}, {age} of {length}. It ends by itself then, or at {size}.', { what, age, length, size })}${left}`;
  }
  const end =
    why === 'connection'
      ? t('Its connection was changed or left out.')
      : why === 'size'
        ? t('It has reached {size}.', { size })
        : t('Its {length} are over.', { length });
  return `${t('Recorded: {what}. {end} Save it before you close this tab.', { what, end })}${left}`;
}

interface RecordPanelProps {
  readonly connection: ConnectionId;
  readonly name: string;
  /** Whether there is such a connection now: where there is none, what was recorded of it can still be saved. */
  readonly isThere: boolean;
}

/** Writes what passes on a connection into a file, without secrets, bounded by size and time. */
export function RecordPanel({ connection, name, isThere }: RecordPanelProps) {
  const { recordings, refresh } = useRecordings();
  const recording = recordings.find((one) => one.connection === connection) ?? null;
  const now = useNow();
  const [minutes, setMinutes] = useState<number>(10);
  const [problem, setProblem] = useState('');
  const start = async () => {
    try {
      const tools = await connectionTools();
      const limits = { maxBytes: MAX_BYTES, maxMs: minutes * MINUTE_MS };
      setProblem(
        (await tools.startRecording(connection, limits)) ? '' : t('There is no connection of this name.'),
      );
    } catch {
      setProblem(t('The engine does not answer. Check the network, or reload the page.'));
    }
    refresh();
  };
  const save = async () => {
    try {
      const tools = await connectionTools();
      const file = await tools.finishRecording(connection);
      const at = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
      if (file) download(`signalbox-recording-${recording?.name ?? name}-${at}.ndjson`, file);
      setProblem('');
    } catch {
      setProblem(t('The recording could not be saved. Try again.'));
    }
    refresh();
  };
  if (recording === null && !isThere) return null;
  return (
    <section className={styles.record} aria-label={t('Recording')} data-recording={recording !== null}>
      {recording === null ? (
        <>
          <label className={controls.field}>
            {t('Record for')}
            <select
              className={styles.select}
              value={minutes}
              onChange={(event) => setMinutes(Number(event.currentTarget.value))}
            >
              {LENGTHS.map((one) => (
                <option key={one.minutes} value={one.minutes}>
                  {t(one.words)}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className={styles.button} onClick={() => void start()}>
            <IconPlayerRecord size={18} aria-hidden="true" /> {t('Record to a file')}
          </button>
          <p className={styles.quiet}>
            {t('{size} at most, without secrets. It goes on while you look at other pages.', {
              size: formatBytes(MAX_BYTES),
            })}
          </p>
        </>
      ) : (
        <>
          <button type="button" className={styles.primary} onClick={() => void save()}>
            <IconPlayerStop size={18} aria-hidden="true" />
            {recording.endedAt === null ? t('Stop and save') : t('Save')}
          </button>
          <p role="status">{progress(recording, now)}</p>
        </>
      )}
      {problem !== '' && <p role="alert">{problem}</p>}
    </section>
  );
}
