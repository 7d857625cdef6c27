import { Buckets, BYTES_PER_BUCKET, COUNT, FIRST, FIRST_TIME, LAST, LAST_TIME } from './buckets.ts';
import { BYTES_PER_PAGE, PAGE_SAMPLES, TICKS_PER_MS } from './pages.ts';
import type { SampleTaker } from './samples.ts';

/** Widths of the levels: 1 s, 10 s, 1 min, 10 min. */
const WIDTHS = [1_000, 10_000, 60_000, 600_000] as const;
/** Buckets kept a level at most: 15 minutes, 2 hours, 24 hours, a week. */
const MOST = [900, 720, 1_440, 1_008] as const;
/** How the levels share what a series may have, when that is less. */
const SHARES = [0.2, 0.2, 0.35, 0.25] as const;
const LAST_LEVEL = WIDTHS.length - 1;
/** A level that overflows passes on this part more than it must, so that passing on is rare. */
const PASSED_ON = 8;
/** With fewer samples a bucket than this the level would take more than half the bytes of the raw samples: a coarser one takes them. */
const LEAST_SAMPLES = (2 * PAGE_SAMPLES * BYTES_PER_BUCKET) / BYTES_PER_PAGE;

/** A sample. */
export interface Sample {
  readonly time: number;
  readonly value: number;
}

function countIn(buckets: Buckets, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) count += buckets.cell(at, COUNT);
  return count;
}

/**
 * What becomes of raw samples when they go: buckets of a second, when those go of ten seconds, then of a minute, then of ten minutes.
 * Every sample is in one bucket of one level, coarser levels hold older time, and raw samples are newer than all, so that
 * nothing is kept twice and a late sample has one place.
 */
export class RollUps implements SampleTaker {
  /** Time of the newest sample in any level, epoch ms: raw samples are not older. */
  newest = Number.NEGATIVE_INFINITY;
  /** Made when there is something in them: of thousands of series most have one. */
  readonly #levels: (Buckets | null)[] = [null, null, null, null];
  /** By level: what is older is in a coarser level, or forgotten. */
  readonly #frontiers = WIDTHS.map(() => Number.NEGATIVE_INFINITY);

  get bytes(): number {
    let bytes = 0;
    for (const level of this.#levels) bytes += level?.bytes ?? 0;
    return bytes;
  }

  /** Buckets in all levels. */
  get length(): number {
    let length = 0;
    for (const level of this.#levels) length += level?.length ?? 0;
    return length;
  }

  /** Samples in all levels. */
  get samples(): number {
    let samples = 0;
    for (const level of this.#levels) if (level !== null) samples += countIn(level, level.start, level.end);
    return samples;
  }

  /** Whether a sample of this time has a place; older ones have been forgotten. */
  reaches(time: number): boolean {
    return time >= (this.#frontiers[LAST_LEVEL] ?? 0);
  }

  addRun(base: number, ticks: Uint32Array, values: Float64Array, from: number, to: number): void {
    for (let i = from; i < to; i++) this.add(base + (ticks[i] ?? 0) / TICKS_PER_MS, values[i] ?? 0);
  }

  /** Adds a sample that {@link RollUps.reaches}. */
  add(time: number, value: number): void {
    let level = 0;
    while (level < LAST_LEVEL && time < (this.#frontiers[level] ?? 0)) level += 1;
    this.#level(level).add(time, value);
    if (time > this.newest) this.newest = time;
  }

  /**
   * Chooses the finest level that is worth its bytes for the samples that will be added next.
   * @param from time of the oldest of them, epoch ms
   * @param to time of the oldest sample behind them
   */
  prepare(from: number, to: number, count: number): void {
    for (let level = 0; level < LAST_LEVEL; level++) {
      const width = WIDTHS[level] ?? 0;
      if (count * width >= LEAST_SAMPLES * (to - from)) return;
      if ((this.#frontiers[level] ?? 0) < to) this.#raise(level, to);
    }
  }

  /**
   * Passes on what is over the bounds. Returns how many samples that forgot.
   * @param most buckets this series may have in all
   */
  settle(most: number): number {
    let forgotten = 0;
    for (let level = 0; level < WIDTHS.length; level++) {
      const buckets = this.#levels[level];
      const bound = Math.max(1, Math.min(MOST[level] ?? 0, Math.floor(most * (SHARES[level] ?? 0))));
      if (!buckets || buckets.length <= bound) continue;
      const over = buckets.length - bound + Math.floor(bound / PASSED_ON);
      const until = buckets.start + Math.min(over, buckets.length - 1);
      if (level < LAST_LEVEL) this.#raise(level, buckets.cell(until, FIRST_TIME));
      else {
        forgotten += countIn(buckets, buckets.start, until);
        buckets.drop(until - buckets.start);
        this.#frontiers[level] = buckets.cell(buckets.start, FIRST_TIME);
      }
      buckets.compact();
    }
    return forgotten;
  }

  /** Forgets the buckets that begin before a time, and has no place for such samples any more. Returns how many it forgot. */
  dropBefore(time: number): number {
    let forgotten = 0;
    for (const buckets of this.#levels) {
      if (buckets === null) continue;
      const { start } = buckets;
      while (buckets.start < buckets.end && buckets.cell(buckets.start, FIRST_TIME) < time) buckets.drop(1);
      forgotten += countIn(buckets, start, buckets.start);
      buckets.compact();
    }
    this.#frontiers[LAST_LEVEL] = Math.max(time, this.#frontiers[LAST_LEVEL] ?? 0);
    return forgotten;
  }

  /**
   * Adds to `into`, which is empty, every bucket that has samples at or after `from` and begins up to `to`.
   * @param least buckets that begin earlier are left out
   * @param most as are those that end later
   */
  feed(
    from: number,
    to: number,
    into: Buckets,
    least = Number.NEGATIVE_INFINITY,
    most = Number.POSITIVE_INFINITY,
  ): void {
    for (let level = LAST_LEVEL; level >= 0; level--) {
      const buckets = this.#levels[level];
      if (!buckets) continue;
      let at = Math.max(buckets.start, buckets.indexOf(from));
      if (at < buckets.end && buckets.cell(at, LAST_TIME) < from) at += 1;
      if (at < buckets.end && buckets.cell(at, FIRST_TIME) < least) at += 1;
      for (; at < buckets.end && buckets.cell(at, FIRST_TIME) <= to; at++)
        if (buckets.cell(at, LAST_TIME) <= most) into.take(buckets, at);
    }
  }

  /** The newest sample known before a time; of a bucket that lies across that time its first. */
  before(time: number): Sample | null {
    for (const buckets of this.#levels) {
      if (buckets === null) continue;
      let at = buckets.indexOf(time);
      if (at >= buckets.start && buckets.cell(at, FIRST_TIME) === time) at -= 1;
      if (at < buckets.start) continue;
      return buckets.cell(at, LAST_TIME) < time
        ? { time: buckets.cell(at, LAST_TIME), value: buckets.cell(at, LAST) }
        : { time: buckets.cell(at, FIRST_TIME), value: buckets.cell(at, FIRST) };
    }
    return null;
  }

  /** The oldest sample known after a time that begins a bucket. */
  after(time: number): Sample | null {
    for (let level = LAST_LEVEL; level >= 0; level--) {
      const buckets = this.#levels[level];
      const at = buckets ? buckets.indexOf(time) + 1 : 0;
      if (!buckets || at >= buckets.end) continue;
      return { time: buckets.cell(at, FIRST_TIME), value: buckets.cell(at, FIRST) };
    }
    return null;
  }

  /** Passes on what a level holds of before a time, rounded up to the next level's buckets, so that none of those is divided. */
  #raise(level: number, time: number): void {
    const buckets = this.#levels[level];
    const width = WIDTHS[level + 1];
    if (width === undefined) return;
    const frontier = Math.ceil(time / width) * width;
    this.#frontiers[level] = Math.max(frontier, this.#frontiers[level] ?? 0);
    if (!buckets) return;
    for (; buckets.start < buckets.end; buckets.drop(1)) {
      const first = buckets.cell(buckets.start, FIRST_TIME);
      if (first >= frontier) return;
      let to = level + 1;
      while (to < LAST_LEVEL && first < (this.#frontiers[to] ?? 0)) to += 1;
      this.#level(to).take(buckets, buckets.start);
    }
  }

  #level(level: number): Buckets {
    const known = this.#levels[level];
    if (known) return known;
    const buckets = new Buckets(WIDTHS[level] ?? 0);
    this.#levels[level] = buckets;
    return buckets;
  }
}
