import {
  IconBan,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockX,
  IconHelpOctagon,
  IconSend,
} from '@tabler/icons-react';
import { entryTime } from '../../ui/entry.ts';
import { t } from '../../ui/text.ts';
import styles from './audit.module.css';
import { OUTCOME_WORDS, type Outcome } from './life.ts';

const MARKS: Readonly<Record<Outcome, { readonly icon: typeof IconBan; readonly abnormal: boolean }>> = {
  confirmed: { icon: IconCircleCheck, abnormal: false },
  accepted: { icon: IconCheck, abnormal: false },
  refused: { icon: IconBan, abnormal: false },
  pending: { icon: IconCircleDashed, abnormal: false },
  sent: { icon: IconSend, abnormal: false },
  rejected: { icon: IconCircleX, abnormal: true },
  'timed-out': { icon: IconClockX, abnormal: true },
  unknown: { icon: IconHelpOctagon, abnormal: true },
};

interface OutcomeMarkProps {
  readonly outcome: Outcome;
  /** How often in a row, and when last. */
  readonly times: number;
  readonly lastAt: number | undefined;
}

/** What became of a command, as shape and word; colour only where it is abnormal. */
export function OutcomeMark({ outcome, times, lastAt }: OutcomeMarkProps) {
  const { icon: Icon, abnormal } = MARKS[outcome];
  return (
    <span className={styles.mark} data-abnormal={abnormal} data-outcome={outcome}>
      <Icon size={18} stroke={1.75} aria-hidden="true" /> {t(OUTCOME_WORDS[outcome])}
      {lastAt !== undefined && (
        <span className={styles.times}>
          {t('{n} times until {time}', { n: times, time: entryTime(lastAt) })}
        </span>
      )}
    </span>
  );
}
