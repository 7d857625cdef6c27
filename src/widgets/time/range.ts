import type { ViewWindow } from '../../model/view.ts';
import { formatDuration } from '../../ui/format.ts';
import { t } from '../../ui/text.ts';
import { momentInWords } from './moment.ts';
import { windowPresets } from './presets.ts';

/** What part of time charts show: `spanMs` up to `until` (epoch ms), or up to now where that is null. */
export interface TimeRange {
  readonly spanMs: number;
  /** null: live. */
  readonly until: number | null;
  /** Its length was zoomed to, or asked for by both ends: every chart shows just that, also one that has a window of its own. */
  readonly exact?: true;
}

/** Shorter than this nothing more is to be seen: times are kept to a sixteenth of a millisecond. */
export const LEAST_SPAN_MS = 100;
/** A month; no window of time is drawn from nothing but roll-ups of ten minutes beyond that. */
export const MOST_SPAN_MS = 31 * 86_400_000;

function clampSpan(spanMs: number): number {
  return Math.min(MOST_SPAN_MS, Math.max(LEAST_SPAN_MS, Math.round(spanMs)));
}

/** The range as the engine is asked for it. */
export function toViewWindow({ spanMs, until }: TimeRange): ViewWindow {
  return until === null ? { kind: 'live', spanMs } : { kind: 'fixed', from: until - spanMs, to: until };
}

/** The same window, standing still. */
export function paused(range: TimeRange, now: number): TimeRange {
  return range.until === null ? { ...range, until: now } : range;
}

/**
 * Narrower (`factor` below 1) or wider. A live window keeps its live edge; another keeps the moment `anchor` where it is.
 * Nothing lies beyond now.
 */
export function zoomed(range: TimeRange, factor: number, anchor: number, now: number): TimeRange {
  const spanMs = clampSpan(range.spanMs * factor);
  if (range.until === null) return { spanMs, until: null, exact: true };
  const share = (range.until - anchor) / range.spanMs;
  return { spanMs, until: Math.min(now, Math.round(anchor + share * spanMs)), exact: true };
}

/** Moved by `ms` towards the future (negative: the past), and standing still from then on. Nothing lies beyond now. */
export function panned(range: TimeRange, ms: number, now: number): TimeRange {
  return { ...range, until: Math.min(now, Math.round((range.until ?? now) + ms)) };
}

/** From one moment to another, in either order, standing still. */
export function between(one: number, other: number): TimeRange {
  const spanMs = clampSpan(Math.abs(other - one));
  return { spanMs, until: Math.round(Math.min(one, other)) + spanMs, exact: true };
}

const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** `5m`, `90s`, `1500ms`: the largest unit that needs no fraction; of an exact length one in which it is not called as a preset is (`300s`). */
function durationText(ms: number, isExact: boolean): string {
  for (const [unit, size] of UNITS) {
    const text = `${ms / size}${unit}`;
    if (ms % size === 0 && !(isExact && text in windowPresets)) return text;
  }
  return `${ms}ms`;
}

const DURATION = /^(\d{1,12})(ms|s|m|h)$/;

function durationOf(text: string): number | null {
  const [, amount, name] = DURATION.exec(text) ?? [];
  if (amount === undefined) return null;
  const size = UNITS.find(([unit]) => unit === name)?.[1] ?? 1;
  const ms = Number(amount) * size;
  return ms >= LEAST_SPAN_MS && ms <= MOST_SPAN_MS ? ms : null;
}

/** Writes a range into an address: `window=5m`, and `until=2026-03-01T12:00:00.000Z` when it stands still. */
export function writeRange(query: URLSearchParams, { spanMs, until, exact }: TimeRange): void {
  query.set('window', durationText(spanMs, exact === true));
  if (until === null) query.delete('until');
  else query.set('until', new Date(until).toISOString());
}

/** The range in an address; null where it names none that can be shown. What is not called as a preset is was zoomed to. */
export function readRange(query: URLSearchParams): TimeRange | null {
  const window = query.get('window') ?? '';
  const spanMs = durationOf(window);
  if (spanMs === null) return null;
  const until = Date.parse(query.get('until') ?? '');
  // Nothing was measured before 1970, and moving on from there must stay a date.
  return { spanMs, until: until >= 0 ? until : null, ...(!(window in windowPresets) && { exact: true }) };
}

/** Whether two ranges show the same part of time, whatever they were asked for by. */
export function isSameRange(one: TimeRange, other: TimeRange): boolean {
  return one.spanMs === other.spanMs && one.until === other.until;
}

/** `the last 5 minutes`, `12:00:00 – 12:05:00`; days are named where it is not one and today, years where they are others, milliseconds where it is no second. */
export function rangeInWords({ spanMs, until }: TimeRange, now: number): string {
  if (until === null) {
    const preset = Object.values(windowPresets).find((one) => one.spanMs === spanMs);
    return preset ? t(preset.words) : t('the last {time}', { time: formatDuration(spanMs) });
  }
  const from = until - spanMs;
  const style = spanMs < 1000 ? 'precise' : 'time';
  return `${momentInWords(from, now, style)} – ${momentInWords(until, from, style)}`;
}
