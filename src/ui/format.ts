/** Numbers, ages and times as people read them. */
import { numberFormat, timeFormat, withDecimalSign } from './locale.ts';

/** Larger values are written with powers of ten: hundreds of digits fit nowhere, and nobody counts them. */
const LARGEST_IN_FULL = 1e15;
const LARGE_DIGITS = 3;

/**
 * A value at a fixed number of decimals, so that a changing number does not jitter; a dash where there is none.
 * @param decimals 0 to 20; others are brought into that range
 */
export function formatValue(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= LARGEST_IN_FULL) return withDecimalSign(value.toExponential(LARGE_DIGITS));
  const text = numberFormat(Math.min(20, Math.max(0, Math.round(decimals)))).format(value);
  // A small negative number rounds to "-0", which reads as if the sign meant something.
  return /^-0([.,]0*)?$/.test(text) ? text.slice(1) : text;
}

/** How many there are of something. */
export function formatCount(count: number): string {
  return formatValue(count, 0);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An age in its two largest units at most: `12 s`, `3 min`, `2 h 5 min`, `4 d 3 h`. */
export function formatAge(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  const age = Math.max(0, ms);
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < DAY) return pair(age, HOUR, 'h', MINUTE, 'min');
  return pair(age, DAY, 'd', HOUR, 'h');
}

function pair(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`;
}

/** A length of time in full: `45 s`, `1 min 30 s`, `1 h 30 min`, `250 ms`. */
export function formatDuration(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  const tenths = Math.round(ms / 100);
  if (ms < MINUTE) return `${formatValue(tenths / 10, tenths % 10 === 0 ? 0 : 1)} s`;
  if (ms < HOUR) return pair(ms, MINUTE, 'min', SECOND, 's');
  return formatAge(ms);
}

/** Time of day with seconds, or with milliseconds, as the page's language and zone have it. */
export function formatTime(time: number, style: 'time' | 'precise' = 'time'): string {
  return Number.isFinite(time) ? timeFormat(style).format(time) : '–';
}
