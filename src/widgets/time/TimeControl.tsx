import { IconPlayerPause, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { Asked } from '../../ui/Asked.tsx';
import { lazy } from '../../ui/lazy.tsx';
import { t } from '../../ui/text.ts';
import { useTimeRange } from './context.ts';
import type { TimeNavigator } from './navigator.ts';
import { windowPresets } from './presets.ts';
import { rangeInWords } from './range.ts';
import styles from './time.module.css';

const RangeDialog = lazy(() => import('./RangeDialog.tsx'));

const presets = Object.entries(windowPresets);
/** In the short list: any other range. */
const RANGE = 'range';

/** The time window of all charts of a page: how long, live or paused, or any range. */
export function TimeControl({ navigator }: { readonly navigator: TimeNavigator }) {
  const name = useId();
  const range = useTimeRange(navigator);
  const [isChoosing, setChoosing] = useState(false);
  const isPaused = range.until !== null;
  // What is as long only since it was zoomed to can still be chosen.
  const preset = range.exact ? undefined : presets.find(([, { spanMs }]) => spanMs === range.spanMs);
  // What changes with every step of a gesture is said to a screen reader only once it has come to rest.
  const words = rangeInWords(range, Date.now());
  const [rested, setRested] = useState('');
  useEffect(() => {
    const timer = setTimeout(
      () => setRested(isPaused ? t('Paused, {words}', { words }) : t('Live, {words}', { words })),
      500,
    );
    return () => clearTimeout(timer);
  }, [isPaused, words]);
  return (
    <div className={styles.control}>
      {(isPaused || !preset) && (
        <span className={styles.range} data-paused={isPaused}>
          {isPaused && `${t('Paused')} · `}
          {words}
        </span>
      )}
      <button
        type="button"
        className={isPaused ? styles.live : styles.pause}
        onClick={() => (isPaused ? navigator.goLive() : navigator.pause(Date.now()))}
      >
        {isPaused ? (
          <IconPlayerPlayFilled size={14} aria-hidden="true" />
        ) : (
          <IconPlayerPause size={14} aria-hidden="true" />
        )}
        {t(isPaused ? 'Back to live' : 'Pause')}
      </button>
      <select
        className={styles.short}
        aria-label={t('Time window')}
        value={preset?.[0] ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const wanted = presets.find(([name]) => name === value);
          if (wanted) navigator.choose({ spanMs: wanted[1].spanMs, until: range.until });
          else setChoosing(true);
        }}
      >
        {/* What is chosen already cannot be chosen again: another range has to be open to choice. */}
        {!preset && <option value="">{words}</option>}
        {presets.map(([name, { label }]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
        <option value={RANGE}>{t('Range…')}</option>
      </select>
      <fieldset className={styles.window}>
        <legend>{t('Time window')}</legend>
        {presets.map(([one, { label, spanMs }]) => (
          <label key={one}>
            <input
              type="radio"
              name={name}
              value={one}
              checked={one === preset?.[0]}
              onChange={() => navigator.choose({ spanMs, until: range.until })}
            />
            <span>{label}</span>
          </label>
        ))}
        <button
          type="button"
          className={styles.custom}
          aria-haspopup="dialog"
          onClick={() => setChoosing(true)}
        >
          {t('Range…')}
        </button>
      </fieldset>
      <span className={styles.spoken} role="status">
        {rested}
      </span>
      {isChoosing && (
        <Asked onClose={() => setChoosing(false)}>
          <RangeDialog
            range={range}
            onChoose={(chosen) => navigator.choose(chosen)}
            onClose={() => setChoosing(false)}
          />
        </Asked>
      )}
    </div>
  );
}
