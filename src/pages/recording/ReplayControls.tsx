import { connectionTools } from '../../live/index.ts';
import type { ConnectionSnapshot, ReplayState } from '../../model/connection.ts';
import controls from '../../ui/controls.module.css';
import { Link } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { momentInWords } from '../../widgets/time/moment.ts';
import styles from './recording.module.css';
import { choiceOf, SPEEDS, speedOf, windowAddress } from './speeds.ts';

/** When something was, always with its day and year: as seen from 1970. */
const moment = (time: number) => momentInWords(time, 0);

/** A recording in words: of what, of when, and how far it has been played. */
export function replayInWords({ of, from, to, at, speed, isOver, damaged }: ReplayState): string {
  const played = isOver
    ? t('All of it has been played.')
    : speed === 0
      ? t('It stands still at {time}.', { time: moment(at) })
      : t('It is played at {time}.', { time: moment(at) });
  const lost =
    damaged > 0
      ? ` ${t('{count} lines of the file could not be read and are left out.', { count: damaged })}`
      : '';
  const whole = t('A recording of {name}, from {from} to {to}.', {
    name: of,
    from: moment(from),
    to: moment(to),
  });
  return `${whole} ${played}${lost} ${t('Nothing of it is live.')}`;
}

interface ReplayControlsProps {
  readonly connection: ConnectionSnapshot;
  readonly replay: ReplayState;
}

/** How fast a recording is played, where its readings are seen, and its end. */
export function ReplayControls({ connection: { id }, replay }: ReplayControlsProps) {
  const choose = (value: string) =>
    void connectionTools()
      .then((tools) => tools.setReplaySpeed(id, speedOf(value)))
      // The choice stays as it was, which is what is shown.
      .catch(() => undefined);
  const remove = () =>
    void connectionTools()
      .then((tools) => tools.endReplay(id))
      .catch(() => undefined);
  const done = (replay.at - replay.from) / Math.max(1, replay.to - replay.from);
  return (
    <div className={styles.replay}>
      <p className={styles.past}>{replayInWords(replay)}</p>
      <progress
        className={styles.progress}
        aria-label={t('Played')}
        max={1}
        value={replay.isOver ? 1 : Math.min(1, done)}
      />
      <div className={styles.row}>
        {!replay.isOver && (
          <label className={controls.field}>
            {t('Speed')}
            <select
              className={styles.select}
              value={choiceOf(replay.speed)}
              onChange={(event) => choose(event.currentTarget.value)}
            >
              {SPEEDS.map((one) => (
                <option key={one.value} value={one.value}>
                  {t(one.words)}
                </option>
              ))}
            </select>
          </label>
        )}
        <Link className={styles.primary} to={windowAddress(id, replay.from, replay.to)}>
          {t('Show its readings')}
        </Link>
        <button type="button" className={styles.button} onClick={remove}>
          {t('Close recording')}
        </button>
      </div>
    </div>
  );
}
