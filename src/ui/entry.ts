import { timeFormat } from './locale.ts';
import { yearOf } from './zone.ts';

/**
 * When something happened, in a list of what is kept for months: 03 May, 14:03:09; with its year where that is not the one of `now`.
 * @param time epoch ms
 */
export function entryTime(time: number, now = Date.now()): string {
  return timeFormat(yearOf(time) === yearOf(now) ? 'entry' : 'exact').format(time);
}
