import type { LateLog } from './late.ts';
import type { Memory } from './memory.ts';
import { PAGE_SAMPLES } from './pages.ts';
import { RollUps, type Sample } from './rollups.ts';
import { Samples, type SampleTaker } from './samples.ts';

/** A full series makes room by dropping this share of its samples, a page at most. */
const DROPPED_SHARE = 8;
const NOBODY: SampleTaker = { addRun() {} };

/** What is kept of a series: raw samples, and roll-ups, into which the oldest samples go when room runs out. */
export class Past {
  /** Samples that are not kept raw: gone into roll-ups, or refused. */
  evicted = 0;
  /** Those of them that nothing is left of: refused, too old, or more than there is room for in roll-ups, too. */
  lost = 0;
  readonly samples: Samples;
  /** Null while nothing has been evicted. */
  rollUps: RollUps | null = null;
  /** Late samples since somebody began to look; null while nobody does. */
  late: LateLog | null = null;
  /** Nothing before is known any more but perhaps the newest samples; epoch ms. */
  expiredTo = Number.NEGATIVE_INFINITY;
  /** Samples that went from raw to roll-ups: {@link Past.placed} of the oldest raw one. */
  rawStart = 0;
  readonly #connection: string;
  readonly #memory: Memory;

  /** @param connection whose share of the memory it has */
  constructor(connection: string, memory: Memory) {
    this.samples = new Samples(memory.pages);
    this.#connection = connection;
    this.#memory = memory;
  }

  /** Samples of all times that are kept raw or in roll-ups up to the oldest raw one: a place in the order of time. */
  get placed(): number {
    return this.rawStart + this.samples.length;
  }

  /** Time up to which samples are in roll-ups only, epoch ms; windows that begin later are exact. */
  get rolledUpTo(): number {
    return this.rollUps?.newest ?? Number.NEGATIVE_INFINITY;
  }

  /** The newest sample that is kept. */
  get newest(): Sample | null {
    const { samples } = this;
    if (samples.length === 0) return this.rollUps?.before(Number.POSITIVE_INFINITY) ?? null;
    const newest = samples.before(samples.end);
    return { time: samples.timeAt(newest), value: samples.valueAt(newest) };
  }

  /** Counts a sample that is not taken in; false, as nothing has changed. */
  refuse(): false {
    this.evicted += 1;
    this.lost += 1;
    return false;
  }

  /**
   * Puts a sample that is older than the newest in its place, among the raw ones or in the roll-ups. False where it is refused, being older
   * than all that is kept.
   * @param horizon what is older is not shown any more, epoch ms
   */
  putLate(time: number, value: number, horizon: number): boolean {
    const { rollUps } = this;
    if (time < horizon) return this.refuse();
    if (rollUps === null || time >= rollUps.newest) {
      this.samples.insert(time, value);
    } else {
      if (!rollUps.reaches(time)) return this.refuse();
      this.evicted += 1;
      const before = rollUps.bytes;
      rollUps.add(time, value);
      this.rawStart += 1;
      this.#settle(rollUps, before);
    }
    this.late?.add(time, value);
    return true;
  }

  /** Forgets all samples later than a time (epoch ms). Returns how many, as far as they were raw; they count as evicted. */
  forgetAfter(time: number): number {
    const forgotten = this.samples.dropAfter(time);
    if (this.rolledUpTo > time) {
      // Roll-ups that reach beyond are not divided.
      this.lost += this.rollUps?.samples ?? 0;
      this.#dropRollUps();
    }
    this.evicted += forgotten;
    this.lost += forgotten;
    return forgotten;
  }

  /**
   * Forgets what is older than a time (epoch ms), but not the samples of the newest time: the last known value stays one, with its age. Of a
   * roll-up that lies across that time nothing stays. Returns whether there was any.
   * @param lastTime of the newest sample, epoch ms
   */
  expireBefore(time: number, lastTime: number): boolean {
    const { samples, rollUps } = this;
    let expired = 0;
    if (samples.length > 1 && samples.timeAt(samples.start) < time) {
      const until = samples.positionAt(Math.min(time, lastTime));
      for (let left = samples.count(samples.start, until, Number.POSITIVE_INFINITY); left > 0; ) {
        const count = Math.min(left, samples.firstFill);
        samples.dropOldest(count, NOBODY);
        left -= count;
        expired += count;
      }
    }
    this.rawStart += expired;
    this.evicted += expired;
    if (rollUps) {
      const before = rollUps.bytes;
      expired += rollUps.dropBefore(time);
      this.#memory.rollUpBytes += rollUps.bytes - before;
    }
    if (expired === 0) return false;
    this.lost += expired;
    this.expiredTo = time;
    return true;
  }

  /** Forgets which samples were late, unless somebody has looked since the last time this was asked. */
  forgetLate(): void {
    if (this.late?.isLookedAt) this.late.isLookedAt = false;
    else this.late = null;
  }

  /** Rolls up the oldest samples, at most `most` and those of the first page, but never the last one. */
  evict(most = PAGE_SAMPLES): void {
    const { samples } = this;
    const count = Math.min(most, samples.firstFill, samples.length - 1);
    if (count <= 0) return;
    this.rollUps ??= new RollUps();
    const { rollUps } = this;
    const before = rollUps.bytes;
    const { start } = samples;
    const next = count < samples.firstFill ? start + count : start + PAGE_SAMPLES;
    rollUps.prepare(samples.timeAt(start), samples.timeAt(next), count);
    samples.dropOldest(count, rollUps);
    this.rawStart += count;
    this.evicted += count;
    this.#settle(rollUps, before);
  }

  /** Rolls up the oldest samples of a series that is full. */
  dropOldest(): void {
    this.evict(Math.min(PAGE_SAMPLES, Math.ceil(this.#memory.maxSamplesPerSeries / DROPPED_SHARE)));
  }

  /** Passes roll-ups over the series' share on to coarser levels, and forgets the oldest. */
  settle(): void {
    if (this.rollUps) this.#settle(this.rollUps, this.rollUps.bytes);
  }

  /** Forgets everything and gives its memory back. */
  clear(): void {
    this.#dropRollUps();
    this.late = null;
    this.samples.clear();
  }

  #settle(rollUps: RollUps, bytesBefore: number): void {
    const memory = this.#memory;
    this.lost += rollUps.settle(memory.bucketsPerSeries(this.#connection));
    memory.rollUpBytes += rollUps.bytes - bytesBefore;
  }

  #dropRollUps(): void {
    this.#memory.rollUpBytes -= this.rollUps?.bytes ?? 0;
    this.rollUps = null;
  }
}
