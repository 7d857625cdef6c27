import controls from './controls.module.css';
import { t } from './text.ts';

interface ShowMoreProps {
  /** How many are not shown; the button is only there while there are any. */
  readonly left: number;
  /** How many more are shown at once. */
  readonly step: number;
  readonly onMore: () => void;
}

/** The end of a long list that is shown in parts. */
export function ShowMore({ left, step, onMore }: ShowMoreProps) {
  if (left <= 0) return null;
  return (
    <button type="button" className={controls.button} onClick={onMore}>
      {t('Show {n} more', { n: Math.min(step, left) })}
    </button>
  );
}
