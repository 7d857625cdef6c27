/** Numbers and ages as people read them. Formatters are kept: making one costs more than using it a thousand times. */

const numbers = new Map<number, Intl.NumberFormat>();

function formatter(decimals: number): Intl.NumberFormat {
  let format = numbers.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat(undefined, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    numbers.set(decimals, format);
  }
  return format;
}

/**
 * A value at a fixed number of decimals, so that a changing number does not jitter; a dash where there is none.
 * @param decimals 0 to 20; others are brought into that range
 */
export function formatValue(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return '–';
  const text = formatter(Math.min(20, Math.max(0, Math.round(decimals)))).format(value);
  // A small negative number rounds to "-0", which reads as if the sign meant something.
  return /^-0([.,]0*)?$/.test(text) ? text.slice(1) : text;
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

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** Time of day in the person's own zone. */
export function formatTime(time: number): string {
  return Number.isFinite(time) ? clock.format(time) : '–';
}
