/** Epoch milliseconds from what back ends write as a time: RFC 3339 text, or epoch s, ms, µs or ns as a number or digits. */
import type { Sink } from './protocol.ts';

const ZERO = 48;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Numbers below these are seconds, milliseconds, microseconds; above, nanoseconds. Seconds reach year 5138 that way. */
const SECONDS_BELOW = 1e11;
const MILLISECONDS_BELOW = 1e14;
const MICROSECONDS_BELOW = 1e17;
/** A time is taken from 1970 to 5138. Anything else is a mistake of the sender. */
const LATEST = 1e14;
/** Longest text that is looked at: nanoseconds with an offset need 35. */
const MAX_TEXT_LENGTH = 48;
/** Clocks may differ by this much; a reading that claims to be from later cannot be true. */
const FUTURE_TOLERANCE_MS = 60_000;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

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

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1970-01-01 in the Gregorian calendar, or NaN where there is no such day. */
function epochDay(year: number, month: number, day: number): number {
  const before = DAYS_BEFORE_MONTH[month - 1];
  const length = DAYS_IN_MONTH[month - 1];
  if (before === undefined || length === undefined || !(year >= 1970 && day >= 1)) return Number.NaN;
  const leap = isLeapYear(year);
  if (day > length + (leap && month === 2 ? 1 : 0)) return Number.NaN;
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477;
  return (year - 1970) * 365 + leapDays + before + (leap && month > 2 ? 1 : 0) + day - 1;
}

function fromNumber(value: number): number {
  if (value < SECONDS_BELOW) return value * 1000;
  if (value < MILLISECONDS_BELOW) return value;
  if (value < MICROSECONDS_BELOW) return value / 1000;
  return value / 1e6;
}

/** Milliseconds of a `Z`, `±hh:mm`, `±hhmm` or `±hh` offset that ends the text, or NaN. */
function offsetOf(text: string, at: number): number {
  const sign = text[at];
  const left = text.length - at;
  if (sign === 'Z' || sign === 'z') return left === 1 ? 0 : Number.NaN;
  if (sign !== '+' && sign !== '-') return Number.NaN;
  const hours = digits(text, at + 1, 2);
  let minutes = Number.NaN;
  if (left === 6 && text[at + 3] === ':') minutes = digits(text, at + 4, 2);
  else if (left === 5) minutes = digits(text, at + 3, 2);
  else if (left === 3) minutes = 0;
  if (!(hours <= 23 && minutes <= 59)) return Number.NaN;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
}

/**
 * RFC 3339 `date-time`, as far as ISO 8601 goes beyond it also offsets without a colon; NaN for anything else. A text without an
 * offset does not say when it was, so it is none. Hand-written because it is asked for every reading.
 */
function fromCalendar(text: string): number {
  const separator = text[10];
  if (separator !== 'T' && separator !== 't' && separator !== ' ') return Number.NaN;
  if (text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return Number.NaN;
  const days = epochDay(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  // Second 60 is a leap second: the same moment as the next minute's first.
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return Number.NaN;
  let at = 19;
  let fraction = 0;
  if (text[at] === '.' || text[at] === ',') {
    const first = ++at;
    for (let scale = 100; ; at++, scale /= 10) {
      const digit = text.charCodeAt(at) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      // Beyond milliseconds nothing is kept, as `Date` does it.
      if (at < first + 3) fraction += digit * scale;
    }
    if (at === first) return Number.NaN;
  }
  return days * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offsetOf(text, at);
}

/** A number written in digits with at most one point, or NaN. */
function fromDigits(text: string): number {
  let points = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) points += 1;
    else if (code < ZERO || code > ZERO + 9) return Number.NaN;
  }
  return points <= 1 && text.charCodeAt(0) !== 46 ? fromNumber(Number(text)) : Number.NaN;
}

/**
 * Reads a time as back ends write it.
 * @returns epoch ms, or NaN where it is no time
 */
export function parseTime(value: unknown): number {
  let time = Number.NaN;
  if (typeof value === 'number') time = fromNumber(value);
  else if (typeof value === 'string' && value.length > 0 && value.length <= MAX_TEXT_LENGTH) {
    time = value[4] === '-' ? fromCalendar(value) : fromDigits(value);
  }
  return time >= 0 && time <= LATEST ? time : Number.NaN;
}

/**
 * The source's time where it has a good one, else the time of arrival. A time that cannot be read is counted, and so is one later than
 * the arrival: that is a clock that is wrong, and taken as it is, the reading would look live until that time had come.
 * @param arrival epoch ms
 */
export function timeOr(value: unknown, arrival: number, sink: Sink): number {
  if (value === undefined || value === null) return arrival;
  const time = parseTime(value);
  if (Number.isNaN(time)) {
    sink.unreadable('a time that cannot be read; the time of arrival is used instead');
    return arrival;
  }
  if (time <= arrival + FUTURE_TOLERANCE_MS) return time;
  sink.unreadable('a time ahead of this page’s clock; the time of arrival is used instead');
  return arrival;
}
