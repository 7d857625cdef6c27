import { formatTime } from '../../ui/format.ts';
import { timeFormat } from '../../ui/locale.ts';
import { dayOf, yearOf } from '../../ui/zone.ts';

/** A time of day, after its day and year where those are others than those of `beside` (epoch ms). */
export function momentInWords(time: number, beside: number, style?: 'time' | 'precise'): string {
  const clock = formatTime(time, style);
  if (!Number.isFinite(time) || dayOf(time) === dayOf(beside)) return clock;
  return `${timeFormat(yearOf(time) === yearOf(beside) ? 'day' : 'date').format(time)} ${clock}`;
}
