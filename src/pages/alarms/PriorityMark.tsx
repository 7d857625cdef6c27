import type { AlarmPriority } from '../../model/alarm.ts';
import { t } from '../../ui/text.ts';
import styles from './PriorityMark.module.css';
import { PRIORITY_WORDS } from './words.ts';

/** Each priority has a shape of its own, so that it reads in black and white. */
const SHAPES: Readonly<Record<AlarmPriority, string>> = {
  critical: 'M10 2 19 18H1Z',
  high: 'M10 1 19 10 10 19 1 10Z',
  medium: 'M10 2a8 8 0 1 1 0 16a8 8 0 0 1 0-16Z',
  low: 'M3 3H17V17H3Z',
};

interface PriorityMarkProps {
  readonly priority: AlarmPriority;
  /** Hollow where nothing is wrong any more. */
  readonly isActive: boolean;
}

/** A priority as colour, shape and word. */
export function PriorityMark({ priority, isActive }: PriorityMarkProps) {
  return (
    <span className={styles.mark} data-priority={priority} data-active={isActive}>
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
        <path d={SHAPES[priority]} />
      </svg>
      {t(PRIORITY_WORDS[priority])}
    </span>
  );
}
