import type { ReportedState } from '../../model/catalogue.ts';
import type { Command } from '../../model/command.ts';
import { reportedWord } from '../actuator/reported-word.ts';
import type { OrderMark } from '../actuator/StateMark.tsx';

/** What a group shows of one target. */
export interface TargetState {
  readonly mark: OrderMark;
  /** What became of the group's order there. */
  readonly word: string;
  /** What the device says. */
  readonly reported: string;
  /** It says so by no order of this page. */
  readonly isElsewhere: boolean;
  /** What went wrong with the group's order there; '' when nothing did. */
  readonly reason: string;
  /** Why it would not take an order now; '' when it would. */
  readonly locked: string;
  /** Said where nothing will tell what becomes of an order there; '' where something does. */
  readonly untold: string;
}

function reportedWords(reported: ReportedState | undefined): string {
  const word = reportedWord(reported);
  return reported?.stale && reported.value !== null ? `${word}, before the link broke` : word;
}

/**
 * What a group shows of one of its targets. What others ordered of the target meanwhile is not the group's.
 * @param command the group's own order to it, where there was one
 * @param locked why the target would not take an order now
 * @param untold said of orders there where nothing will tell what becomes of them
 */
export function targetState(
  reported: ReportedState | undefined,
  command: Command | undefined,
  locked = '',
  untold = '',
): TargetState {
  const said = reportedWords(reported);
  const of = (mark: OrderMark, word: string) => ({
    mark,
    word,
    reported: said,
    isElsewhere: reported?.elsewhere === true,
    reason: command?.reason ?? '',
    locked,
    untold,
  });
  switch (command?.state) {
    case undefined:
      return of('ready', '');
    case 'pending':
    case 'sent':
      return of('pending', 'ordered…');
    case 'confirmed':
      return of('done', command.confirmedBy === 'report' ? 'done' : 'accepted');
    case 'rejected':
      return of('failed', 'rejected');
    case 'timed-out':
      return of('failed', 'no report in time');
    case 'refused':
      return of('refused', 'not sent');
  }
}

/** Whether the group's order to a target ended badly. */
export function isBad({ mark }: TargetState): boolean {
  return mark === 'failed' || mark === 'refused';
}

/** Why no target would take an order now; '' when one would. Each target's own reason stands beside it. */
export function groupLock(states: readonly TargetState[]): string {
  const reasons = new Set(states.map(({ locked }) => locked));
  if (reasons.has('')) return '';
  const [only = ''] = reasons;
  return reasons.size === 1 ? only : 'None of the targets takes an order now.';
}

/** One sentence on all targets, for those who listen. */
export function groupSummary(states: readonly TargetState[]): string {
  const count = (mark: OrderMark) => states.filter((one) => one.mark === mark).length;
  const pending = count('pending');
  if (pending > 0) return `ordering, ${pending} of ${states.length} still open`;
  const parts = [
    [count('done'), 'done'],
    [count('failed'), 'failed'],
    [count('refused'), 'not sent'],
  ].flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`]));
  return parts.length === 0 ? 'ready' : parts.join(', ');
}
