import { formatDay, formatTime } from '../../ui/format.ts';

/** A time of day, after its day where that is another one than that of `beside` (epoch ms). */
export function momentInWords(time: number, beside: number, style?: 'time' | 'precise'): string {
  const day = formatDay(time);
  const clock = formatTime(time, style);
  return day === formatDay(beside) ? clock : `${day} ${clock}`;
}
