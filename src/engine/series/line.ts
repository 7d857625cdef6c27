import { Buckets, COUNT, FIRST_TIME, LAST_TIME, MAX, MIN, STRIDE, SUM } from './buckets.ts';
import { LATE_KEPT, LateLog } from './late.ts';
import { TICKS_PER_MS } from './pages.ts';
import type { Points } from './points.ts';
import type { Sample } from './rollups.ts';
import type { SampleTaker } from './samples.ts';
import type { Series } from './series.ts';

/** Points a pixel column gets at most: first, lowest, highest, last. */
const POINTS_PER_COLUMN = 4;

/** The newest sample before a time, raw or rolled up, if it is shown. */
function sampleBefore(series: Series, time: number): Sample | null {
  const { samples } = series;
  const position = samples.positionAt(time);
  if (position === samples.start) {
    const rolledUp = series.past.rollUps?.before(time) ?? null;
    return rolledUp && rolledUp.time >= series.shownFrom ? rolledUp : null;
  }
  const before = samples.before(position);
  const beforeTime = samples.timeAt(before);
  return beforeTime >= series.shownFrom ? { time: beforeTime, value: samples.valueAt(before) } : null;
}

/** The oldest sample after a time, raw or rolled up. */
function sampleAfter(series: Series, time: number): Sample | null {
  const { past, samples } = series;
  const rolledUp = time < past.rolledUpTo ? (past.rollUps?.after(time) ?? null) : null;
  if (rolledUp) return rolledUp;
  const position = samples.positionAfter(time);
  if (position >= samples.end) return null;
  return { time: samples.timeAt(position), value: samples.valueAt(position) };
}

/** Draws samples as they are, and counts them. */
class RawTaker implements SampleTaker {
  readonly #line: Line;
  points: Points | null = null;

  constructor(line: Line) {
    this.#line = line;
  }

  addRun(base: number, ticks: Uint32Array, values: Float64Array, from: number, to: number): void {
    const line = this.#line;
    let { sum, min, max } = line;
    for (let i = from; i < to; i++) {
      const value = values[i] ?? 0;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
      this.points?.add(base + (ticks[i] ?? 0) / TICKS_PER_MS, value);
    }
    line.samples += to - from;
    line.sum = sum;
    line.min = min;
    line.max = max;
  }
}

/**
 * One series as one chart sees it, for as long as it looks.
 *
 * Where there is room every sample is drawn. Else the samples are gathered in pixel columns, which lie at multiples of their width in
 * absolute time, so that a gliding window does not shimmer; of each the first, lowest, highest and last are drawn, so that a
 * spike of one sample is seen at every zoom. While a window glides the columns are kept, and only what is new is read:
 * a frame costs the same whatever the window's length.
 *
 * Figures and points are exact where the window begins after {@link Past.rolledUpTo}. Before that, samples are known by
 * bucket: buckets (or pixel columns, if these are wider) that lie across an edge of the window are taken in whole. What is older than
 * {@link Series.shownFrom} is in no figure and no point, and of a bucket that lies across that moment nothing is.
 */
export class Line {
  /** Figures of the last window drawn. */
  samples = 0;
  sum = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  readonly #raw = new RawTaker(this);
  /** Where the means of this drawing go. */
  #means: Points | null = null;
  /** For parts of columns: all in one. */
  readonly #part = new Buckets(Number.POSITIVE_INFINITY);
  #columns: Buckets | null = null;
  /** The columns hold every sample from here on… */
  #since = Number.POSITIVE_INFINITY;
  /** …up to here: time of the series' newest sample when it was read. */
  #upTo = Number.NEGATIVE_INFINITY;
  /** {@link Past.placed} when it was read. */
  #placed = 0;
  /** What tells the late samples since they were read, and how many of them the columns know of. */
  #log: LateLog | null = null;
  #late = 0;
  /** {@link Series.era} of the columns. */
  #era = 0;

  /**
   * Adds what a chart draws of the series to `points` and, where samples are gathered in columns, their means to `means`; works
   * out the figures.
   * @param from epoch ms, first moment of the window
   * @param to epoch ms, last moment of the window
   * @param width device pixels
   */
  draw(
    series: Series | undefined,
    from: number,
    to: number,
    width: number,
    points: Points,
    means: Points,
  ): void {
    this.samples = 0;
    this.sum = 0;
    this.min = Number.POSITIVE_INFINITY;
    this.max = Number.NEGATIVE_INFINITY;
    points.begin(series?.breaks ?? null, 0);
    means.begin(series?.breaks ?? null, 0);
    this.#means = series?.kind === 'number' ? means : null;
    if (series && series.era !== this.#era) {
      this.#columns = null;
      this.#era = series.era;
    }
    if (!series || Number.isNaN(series.lastTime) || !(to > from) || to < series.shownFrom) {
      this.#columns = null;
      return;
    }
    const columns = Math.max(1, Math.floor(width));
    const start = Math.max(from, series.shownFrom);
    if (
      start > series.past.rolledUpTo &&
      this.#drawSamples(series, start, to, columns * POINTS_PER_COLUMN, points)
    )
      return;
    // In single precision a window that glides by fractions of a millisecond keeps the width of its columns.
    this.#drawColumns(series, start, to, Math.fround((to - from) / columns), points);
  }

  /** Draws every sample if there are no more than `most`. */
  #drawSamples(series: Series, from: number, to: number, most: number, points: Points): boolean {
    const { samples } = series;
    const begin = samples.positionAt(from);
    const end = samples.positionAfter(to);
    const count = samples.count(begin, end, most);
    if (count > most) return false;
    this.#columns = null;
    points.begin(series.breaks, count + 2);
    const before = sampleBefore(series, from);
    if (before) points.add(before.time, before.value);
    this.#raw.points = points;
    samples.feed(begin, end, this.#raw);
    this.#end(series, to, points);
    return true;
  }

  #drawColumns(series: Series, from: number, to: number, width: number, points: Points): void {
    const isExact = from > series.past.rolledUpTo;
    const gathered = this.#gather(series, from, to, width);
    points.begin(series.breaks, gathered.length * POINTS_PER_COLUMN + 2);
    this.#means?.begin(series.breaks, gathered.length);
    let column = Math.max(gathered.start, gathered.indexOf(from));
    if (column < gathered.end && gathered.cell(column, LAST_TIME) < from) column += 1;
    const end = gathered.indexOf(to) + 1;
    if (column < end && gathered.cell(column, FIRST_TIME) < (isExact ? from : series.shownFrom)) {
      this.#addPart(series, gathered, column, from, to, points);
      column += 1;
    }
    const isCut = column < end && isExact && gathered.cell(end - 1, LAST_TIME) > to;
    this.#addColumns(series, gathered, column, isCut ? end - 1 : end, from, points);
    if (isCut) this.#addPart(series, gathered, end - 1, from, to, points);
    if (this.samples === 0) {
      const before = sampleBefore(series, from);
      if (before) points.add(before.time, before.value);
    }
    this.#end(series, to, points);
  }

  /** Of a column what is inside the window and shown at all: of what is rolled up whole buckets. */
  #addPart(
    series: Series,
    gathered: Buckets,
    column: number,
    from: number,
    to: number,
    points: Points,
  ): void {
    const { samples, rollUps } = series.past;
    const begin = Math.max(from, gathered.cell(column, FIRST_TIME));
    const last = gathered.cell(column, LAST_TIME);
    const end = Math.min(to, last);
    this.#part.clear();
    // A bucket that samples have gone into since the column was read may hold what the next columns hold, too.
    if (begin <= series.past.rolledUpTo) rollUps?.feed(begin, end, this.#part, series.shownFrom, last);
    samples.feed(samples.positionAt(begin), samples.positionAfter(end), this.#part);
    this.#addColumns(series, this.#part, this.#part.start, this.#part.end, from, points);
  }

  /** Draws whole columns, the first of the window with the point the line enters it from, and counts them. */
  #addColumns(
    series: Series,
    columns: Buckets,
    first: number,
    end: number,
    windowStart: number,
    points: Points,
  ): void {
    if (first >= end) return;
    const firstTime = columns.cell(first, FIRST_TIME);
    if (this.samples === 0 && firstTime >= windowStart) {
      const before = sampleBefore(series, firstTime);
      if (before) points.add(before.time, before.value);
    }
    points.addColumns(columns, first, end);
    this.#means?.addMeans(columns, first, end);
    const { cells } = columns;
    let { samples, sum, min, max } = this;
    for (let at = first * STRIDE; at < end * STRIDE; at += STRIDE) {
      samples += cells[at + COUNT] ?? 0;
      sum += cells[at + SUM] ?? 0;
      min = Math.min(min, cells[at + MIN] ?? 0);
      max = Math.max(max, cells[at + MAX] ?? 0);
    }
    this.samples = samples;
    this.sum = sum;
    this.min = min;
    this.max = max;
  }

  /** The point the line leaves the window to, or the gap it ends in. */
  #end(series: Series, to: number, points: Points): void {
    if (series.lastTime > to) {
      const after = sampleAfter(series, Math.max(to, points.lastTime));
      if (after) points.add(after.time, after.value);
    } else if (series.kind === 'state') points.endInGap(to);
  }

  /** Columns with all samples of the window, and perhaps more on either side. */
  #gather(series: Series, from: number, to: number, width: number): Buckets {
    // A clock far ahead of ours would have us keep columns that nobody sees.
    if (series.lastTime > to + (to - from)) {
      const columns = this.#read(series, from, to, width);
      this.#columns = null;
      return columns;
    }
    return this.#readOn(series, from, width) ?? this.#read(series, from, Number.POSITIVE_INFINITY, width);
  }

  /** Reads anew all samples from `from` to `to`. */
  #read(series: Series, from: number, to: number, width: number): Buckets {
    const { past, samples } = series;
    const columns = new Buckets(width);
    this.#since = Math.floor(from / width) * width;
    past.rollUps?.feed(this.#since, to, columns);
    samples.feed(samples.positionAt(this.#since), samples.positionAfter(to), columns);
    this.#columns = columns;
    past.late ??= new LateLog();
    this.#log = past.late;
    this.#late = past.late.count;
    this.#placed = past.placed;
    this.#upTo = series.lastTime;
    return columns;
  }

  /** Reads what is new since the last time; null when that is not enough. */
  #readOn(series: Series, from: number, width: number): Buckets | null {
    const columns = this.#columns;
    const { past, samples } = series;
    const { late } = past;
    if (!columns || columns.width !== width || from < this.#since || late === null) return null;
    if (late !== this.#log || late.count - this.#late > LATE_KEPT) return null;
    late.isLookedAt = true;
    for (; this.#late < late.count; this.#late++) {
      const time = late.timeAt(this.#late);
      // What came late behind all that was read will be read with the rest.
      if (time >= this.#upTo) continue;
      this.#placed += 1;
      if (time >= this.#since) columns.add(time, late.valueAt(this.#late));
    }
    if (this.#placed < past.rawStart) return null;
    const fresh = samples.tail(past.placed - this.#placed);
    if (fresh < samples.end) {
      samples.feed(Math.max(fresh, samples.positionAt(this.#since)), samples.end, columns);
      this.#placed = past.placed;
      this.#upTo = series.lastTime;
    }
    columns.dropBefore(from);
    this.#since = Math.max(this.#since, Math.floor(from / width) * width);
    return columns;
  }
}
