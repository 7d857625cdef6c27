import type { JournalEntry } from '../../model/alarm.ts';
import { type SeriesRef, seriesKey } from '../../model/identity.ts';

/** Marks told to one chart at most. */
const MAX_MARKS = 500;
/** Charts that ask within this time are answered from one reading of the journal: a flood makes all of a dashboard ask. */
const GATHER_MS = 20;
/** It is read no more often than this. */
const EVERY_MS = 500;

/** Reads the journal between two moments (epoch ms), the newest first. Never rejects. */
type ReadJournal = (from: number, to: number) => Promise<readonly JournalEntry[]>;

/** When alarms began and ended, for charts. What all of them ask at once is read once, over the time that all of them show. */
export class Marks {
  readonly #read: ReadJournal;
  /** What is about to be read. */
  #next: { from: number; to: number; readonly entries: Promise<readonly JournalEntry[]> } | null = null;
  /** By a clock that nobody sets, ms. */
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(read: ReadJournal) {
    this.#read = read;
  }

  /** Of these series between two moments (epoch ms), the newest first. */
  async of(series: readonly SeriesRef[], from: number, to: number): Promise<readonly JournalEntry[]> {
    if (!(from <= to)) return [];
    const keys = new Set(series.map(seriesKey));
    this.#next ??= { from, to, entries: this.#gather() };
    this.#next.from = Math.min(this.#next.from, from);
    this.#next.to = Math.max(this.#next.to, to);
    const entries = await this.#next.entries;
    return entries
      .filter(({ at }) => at >= from && at <= to)
      .filter((one) => keys.has(seriesKey(one)))
      .slice(0, MAX_MARKS);
  }

  async #gather(): Promise<readonly JournalEntry[]> {
    const wait = Math.max(GATHER_MS, this.#readAt + EVERY_MS - performance.now());
    await new Promise((resolve) => setTimeout(resolve, wait));
    const asked = this.#next;
    this.#next = null;
    this.#readAt = performance.now();
    const entries = asked === null ? [] : await this.#read(asked.from, asked.to);
    return entries.filter(({ event }) => event === 'raised' || event === 'returned');
  }
}
