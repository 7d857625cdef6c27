import type { ReportedState, SeriesInfo } from '../model/catalogue.ts';

/**
 * Whether the newest value of a series may not hold any more, however young it is: the link has broken since the device reported it, or what the
 * device reported last is no such value (it does not know, or says something of another type).
 * @param kind the series'; undefined while it is not known
 * @param reported what the device reported last under the series' name
 * @param lastTime of the series' newest reading, epoch ms
 */
export function isBrokenState(
  kind: SeriesInfo['kind'] | undefined,
  reported: ReportedState | undefined,
  lastTime: number,
): boolean {
  if (!reported) return false;
  const { value, stale, at } = reported;
  if (kind === 'state') return stale || typeof value !== 'boolean';
  // Numbers that nobody can set are read, not reported: whatever was said in their place is over with the next one.
  return typeof value === 'number' ? stale : !(lastTime > at);
}
