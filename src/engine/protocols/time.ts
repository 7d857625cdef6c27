/** Epoch milliseconds from what back ends write as a time: RFC 3339 text, or epoch s, ms, µs or ns as a number or digits. */

const ZERO = 48;
/** Numbers below these are seconds, milliseconds, microseconds; above, nanoseconds. Seconds reach year 5138 that way. */
const SECONDS_BELOW = 1e11;
const MILLISECONDS_BELOW = 1e14;
const MICROSECONDS_BELOW = 1e17;
/** The earliest and latest times taken for a time: 1970 and 5138. Anything else is a mistake of the sender. */
const LATEST = 1e14;

/** Value of `length` digits at `at`, or NaN. */
function digits(text: string, at: number, length: number): number {
  let value = 0;
  for (let n = at; n < at + length; n++) {
    const digit = text.charCodeAt(n) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function fromNumber(value: number): number {
  const size = Math.abs(value);
  if (size < SECONDS_BELOW) return value * 1000;
  if (size < MILLISECONDS_BELOW) return value;
  if (size < MICROSECONDS_BELOW) return value / 1000;
  return value / 1e6;
}

/** Minutes of a `Z` or `±hh:mm` offset that ends the text, or NaN. */
function offsetMinutes(text: string, at: number): number {
  const sign = text[at];
  if ((sign === 'Z' || sign === 'z') && text.length === at + 1) return 0;
  if ((sign !== '+' && sign !== '-') || text.length !== at + 6 || text[at + 3] !== ':') return Number.NaN;
  const hours = digits(text, at + 1, 2);
  const minutes = digits(text, at + 4, 2);
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** RFC 3339 `date-time`; NaN for anything else. Hand-written because it is asked for every reading. */
function fromText(text: string): number {
  if (
    text.length < 20 ||
    text.length > 40 ||
    text[4] !== '-' ||
    text[7] !== '-' ||
    text[13] !== ':' ||
    text[16] !== ':'
  ) {
    return Number.NaN;
  }
  const separator = text[10];
  if (separator !== 'T' && separator !== 't' && separator !== ' ') return Number.NaN;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60)) {
    return Number.NaN;
  }
  let at = 19;
  let fraction = 0;
  if (text[19] === '.') {
    let scale = 100;
    for (at = 20; ; at++, scale /= 10) {
      const digit = text.charCodeAt(at) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      fraction += digit * scale;
    }
    if (at === 20) return Number.NaN;
  }
  const offset = offsetMinutes(text, at);
  const midnight = Date.UTC(year, month - 1, day);
  // Date.UTC rolls 31 April over into May; such a day does not exist.
  if (new Date(midnight).getUTCDate() !== day) return Number.NaN;
  return midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000 + Math.floor(fraction);
}

/**
 * Reads a time as back ends write it.
 * @returns epoch ms, or NaN where it is no time
 */
export function parseTime(value: unknown): number {
  let time = Number.NaN;
  if (typeof value === 'number') time = fromNumber(value);
  else if (typeof value === 'string') {
    time = fromText(value);
    if (Number.isNaN(time) && value.length > 0 && value.length <= 20 && /^\d+(\.\d+)?$/.test(value)) {
      time = fromNumber(Number(value));
    }
  }
  return time >= 0 && time <= LATEST ? time : Number.NaN;
}

/** A time of the source where there is a good one, else the time of arrival. */
export function timeOr(value: unknown, arrival: number): number {
  if (value === undefined || value === null) return arrival;
  const time = parseTime(value);
  return Number.isNaN(time) ? arrival : time;
}
