import { timeZone } from './locale.ts';

/** Zones change their offset at multiples of this, UTC. */
const QUARTER_MS = 900_000;
export const DAY_MS = 86_400_000;
/** Offsets remembered: asking for one takes a hundred times as long as looking one up. */
const MOST_KEPT = 2_000;

const kept = new Map<number, number>();
let keptFor: string | undefined;
let format: Intl.DateTimeFormat | undefined;

function ask(time: number, zone: string): number {
  format ??= new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(time)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - time;
}

/** How far the clocks of the page's time zone are ahead of UTC at a moment (epoch ms), ms. */
export function offsetAt(time: number): number {
  const zone = timeZone();
  if (zone === undefined) return -new Date(time).getTimezoneOffset() * 60_000;
  if (zone !== keptFor || kept.size > MOST_KEPT) {
    kept.clear();
    if (zone !== keptFor) format = undefined;
    keptFor = zone;
  }
  const quarter = Math.floor(time / QUARTER_MS) * QUARTER_MS;
  let offset = kept.get(quarter);
  if (offset === undefined) {
    offset = ask(quarter, zone);
    kept.set(quarter, offset);
  }
  return offset;
}

/** Which day the clocks of the page's zone show, in days since 1970. @param time epoch ms */
export function dayOf(time: number): number {
  return Math.floor((time + offsetAt(time)) / DAY_MS);
}

/** Which year the calendars of the page's zone show. @param time epoch ms */
export function yearOf(time: number): number {
  return new Date(dayOf(time) * DAY_MS).getUTCFullYear();
}

/**
 * The moment (epoch ms) at which the clocks of the page's zone show what those of UTC show at `wall`. Of a time that they show twice the
 * earlier; of one that they leave out the moment as long after the change as it names.
 */
export function momentOf(wall: number): number {
  const before = offsetAt(wall - DAY_MS);
  const early = wall - before;
  if (offsetAt(early) === before) return early;
  const late = wall - offsetAt(wall + DAY_MS);
  return late + offsetAt(late) === wall ? late : early;
}
