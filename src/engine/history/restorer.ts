import type { ConnectionSettings } from '../../model/settings.ts';
import { nextTurn } from '../next-turn.ts';
import { AHEAD_MS } from '../series/arrivals.ts';
import type { Series, SeriesStore } from '../series/store.ts';
import type { Chunk } from './archive.ts';
import { Decoder, type EntryTaker } from './decoder.ts';
import type { SeriesHead } from './encoder.ts';
import { Heard } from './heard.ts';
import { sourceOf } from './source.ts';

/** Entries read before the clock is looked at. */
const ENTRIES = 2_000;
/** The engine does nothing else for so long at most. */
const SLICE_MS = 12;
/** Readings that claim to be from later are left out: they would stay the newest. */
const FUTURE_TOLERANCE_MS = 300_000;

/** What has been restored. */
export interface Restored {
  readonly readings: number;
  /** Readings there was no place for: of too many series or devices, of another kind than what is live, or from the future. */
  readonly leftOut: number;
  /** When the newest chunk was written, epoch ms; 0 where there is none. */
  readonly savedAt: number;
  /** Chunks that could not be read to their end. */
  readonly damaged: number;
  /** Chunks, without what they hold, that no connection wants any more. */
  readonly unwanted: readonly Chunk[];
  /** What the log is to be told of it. */
  readonly notes: readonly (readonly ['info' | 'warning', string])[];
}

function* notesOf(
  { readings, leftOut, savedAt, damaged }: Omit<Restored, 'notes'>,
  now: number,
): Generator<Restored['notes'][number]> {
  const age = Math.max(0, Math.round((now - savedAt) / 1000));
  if (readings > 0)
    yield [
      'info',
      `${readings} readings of before the page was loaded are back. They were kept until ${age} s ago.`,
    ];
  if (damaged > 0) yield ['warning', `${damaged} parts of what was kept could not be read and are left out.`];
  if (leftOut > 0)
    yield [
      'warning',
      `${leftOut} kept readings found no place: too many series or devices (limits.maxSeries, limits.maxDevices), of another kind than now, or from the future.`,
    ];
}

/** A step of a line is a leap where it is so many times as long as the one before. */
const LEAP = 2;

/** Times of two readings of a series so far, epoch ms: of the newest, and of the newest that came after that one; NaN where none did. */
interface Ends {
  readonly newest: number;
  readonly since: number;
}

/** What is restored of one connection. */
interface Past {
  readonly ends: Map<Series, Ends>;
  run: string;
  savedAt: number;
}

function breakAll({ ends, savedAt }: Past): void {
  for (const [series, one] of ends) breakBehind(series, one, savedAt);
}

/** @param time when the link broke, epoch ms by our clock */
function breakBehind(series: Series, { newest, since }: Ends, time: number): void {
  const latest = time + AHEAD_MS;
  const isAhead = newest > latest && Number.isNaN(since);
  series.breakBehind(newest, isAhead ? leapBefore(series, latest) : since, time);
}

/**
 * Time of the newest reading up to a time, epoch ms, from where the line leaps beyond it. NaN where there is none: the line of a source whose clock
 * is ahead goes on steadily.
 */
function leapBefore({ past: { samples, rollUps } }: Series, time: number): number {
  const next = samples.positionAfter(time);
  if (next === samples.start) return rollUps?.before(time)?.time ?? Number.NaN;
  const last = samples.before(next);
  const end = samples.timeAt(last);
  if (next === samples.end || last === samples.start) return end;
  const usual = Math.max(AHEAD_MS, LEAP * (end - samples.timeAt(samples.before(last))));
  return samples.timeAt(next) - end > usual ? end : Number.NaN;
}

/** Takes in what one chunk holds. */
class ChunkTaker implements EntryTaker {
  readings = 0;
  leftOut = 0;
  readonly #settings: ConnectionSettings;
  readonly #store: SeriesStore;
  readonly #ends: Map<Series, Ends>;
  readonly #latest: number;
  readonly #heard: Heard;
  readonly #series: (Series | null)[] = [];
  /** Time of the newest reading, by the number of its series: a map that is asked for each reading costs as much as the store. */
  readonly #times: number[] = [];
  /** {@link Ends.since}, by that number. */
  readonly #sinces: number[] = [];
  /** Whether this page has heard the series before, by that number. */
  readonly #areHeard: boolean[] = [];

  constructor(
    settings: ConnectionSettings,
    store: SeriesStore,
    ends: Map<Series, Ends>,
    now: number,
    heard: Heard,
  ) {
    this.#settings = settings;
    this.#store = store;
    this.#ends = ends;
    this.#latest = now + FUTURE_TOLERANCE_MS;
    this.#heard = heard;
  }

  open(number: number, { device, quantity, unit, kind }: SeriesHead): void {
    const { id, staleAfterMs } = this.#settings;
    const limit = kind === 'state' ? Number.POSITIVE_INFINITY : staleAfterMs;
    const before = this.#store.find({ connection: id, device, quantity });
    // What was a number and became a state, or the other way round, is another thing. What is live knows best what it is.
    if (before && before.kind !== kind && before.isRestored && !before.isHeard) {
      this.#store.forget(before);
    }
    const series = this.#store.open(id, device, quantity, unit, kind, limit);
    const taken = series?.kind === kind ? series : null;
    this.#series[number] = taken;
    this.#areHeard[number] = taken !== null && this.#heard.isOf(taken);
    const ends = taken && this.#ends.get(taken);
    this.#times[number] = ends?.newest ?? Number.NEGATIVE_INFINITY;
    this.#sinces[number] = ends?.since ?? Number.NaN;
  }

  reading(number: number, time: number, value: number): void {
    const series = this.#series[number];
    if (!series || time > this.#latest) {
      this.leftOut += 1;
      return;
    }
    if (series.isGone || (this.#areHeard[number] && this.#heard.has(series, time, value))) return;
    series.restore(time, value);
    if (!(time < (this.#times[number] ?? Number.NEGATIVE_INFINITY))) {
      this.#times[number] = time;
      this.#sinces[number] = Number.NaN;
    } else if (!(time <= (this.#sinces[number] ?? Number.NaN))) this.#sinces[number] = time;
    this.readings += 1;
  }

  broken(number: number, time: number): void {
    const series = this.#series[number];
    const newest = this.#times[number] ?? Number.NEGATIVE_INFINITY;
    if (series) breakBehind(series, { newest, since: this.#sinces[number] ?? Number.NaN }, time);
  }

  /** The chunk is over. */
  finish(): void {
    for (const [number, series] of this.#series.entries()) {
      const newest = this.#times[number] ?? Number.NEGATIVE_INFINITY;
      const since = this.#sinces[number] ?? Number.NaN;
      // It may have had another number in this chunk before.
      const isNewest = series && !(newest < (this.#ends.get(series)?.newest ?? Number.NEGATIVE_INFINITY));
      if (isNewest) this.#ends.set(series, { newest, since });
    }
  }
}

async function* startingWith(first: Chunk, rest: AsyncIterable<Chunk>): AsyncGenerator<Chunk> {
  yield first;
  yield* rest;
}

/**
 * Puts what is stored of these connections back into the store, in slices, the oldest first. Behind the end of each stretch of writing
 * there is a gap, and behind the last as well: nobody looked from then on.
 * @param rest of the archive's chunks, after the oldest
 * @param connections those that keep history
 * @param kept ids of connections whose readings stay stored, but are not wanted now
 * @param now epoch ms
 * @param maxAgeMs chunks written last longer ago are too old
 * @param heardFrom when this page began to hear, epoch ms: what it has heard since is not wanted twice
 * @throws whatever the database does
 */
export async function restore(
  rest: AsyncIterable<Chunk>,
  oldest: Chunk,
  connections: readonly ConnectionSettings[],
  kept: readonly string[],
  store: SeriesStore,
  now: number,
  maxAgeMs: number,
  heardFrom: number,
): Promise<Restored> {
  const known = new Map(connections.map((one) => [one.id, one]));
  const pasts = new Map<string, Past>();
  const unwanted: Chunk[] = [];
  const heard = new Heard(store, heardFrom);
  let sliceStart = performance.now();
  let readings = 0;
  let leftOut = 0;
  let damaged = 0;
  try {
    for await (const chunk of startingWith(oldest, rest)) {
      if (kept.includes(chunk.connection) && chunk.savedAt >= now - maxAgeMs) continue;
      const settings = known.get(chunk.connection);
      if (!settings || chunk.source !== sourceOf(settings) || chunk.savedAt < now - maxAgeMs) {
        unwanted.push({ ...chunk, bytes: new Uint8Array() });
        continue;
      }
      const past = pasts.get(chunk.connection) ?? {
        ends: new Map<Series, Ends>(),
        run: chunk.run,
        savedAt: 0,
      };
      pasts.set(chunk.connection, past);
      if (past.run !== chunk.run) {
        // Two pages wrote at once, as can happen without TLS, where they have no way to agree: one of them will do. Of one that wrote alone it
        // only says that the clock was set back in between.
        if (!chunk.isAlone && chunk.from < past.savedAt) continue;
        breakAll(past);
        past.run = chunk.run;
      }
      past.savedAt = Math.max(past.savedAt, chunk.savedAt);
      const taker = new ChunkTaker(settings, store, past.ends, now, heard);
      const decoder = new Decoder(chunk.bytes, chunk.from, taker);
      while (decoder.read(ENTRIES)) {
        if (performance.now() - sliceStart < SLICE_MS) continue;
        await nextTurn();
        sliceStart = performance.now();
      }
      taker.finish();
      readings += taker.readings;
      leftOut += taker.leftOut;
      if (decoder.damaged) {
        damaged += 1;
        // What came behind, nobody knows.
        breakAll(past);
      }
    }
  } finally {
    // Also behind what is back where reading fails half way.
    for (const past of pasts.values()) breakAll(past);
  }
  const savedAt = Math.max(0, ...[...pasts.values()].map((past) => past.savedAt));
  const restored = { readings, leftOut, savedAt, damaged, unwanted };
  return { ...restored, notes: [...notesOf(restored, now)] };
}
