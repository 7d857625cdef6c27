import type { ConnectionSettings } from '../../model/settings.ts';
import type { Follower, Series } from '../series/store.ts';
import type { Chunk } from './archive.ts';
import { Encoder, newTrack, type Track } from './encoder.ts';
import { sourceOf } from './source.ts';

/** A chunk this large is not written again with what comes next; what its series are called counts less than their readings. */
const ENOUGH_BYTES = 64 * 1024;
const ENOUGH_MS = 600_000;
/** What a chunk takes beside its bytes, about. */
export const CHUNK_BYTES = 300;
/** Times further from 1970 are not written down exactly. Protocols give none. */
const FURTHEST = 1e14;

/** Writes down what one series hears. */
class SeriesRecorder implements Follower {
  readonly #encoder: Encoder;
  readonly #series: Series;
  #track: Track = newTrack();
  #unit: string;

  constructor(encoder: Encoder, series: Series) {
    this.#encoder = encoder;
    this.#series = series;
    this.#unit = series.unit;
  }

  reading(time: number, value: number): void {
    if (Math.abs(time) <= FURTHEST) this.#encoder.reading(this.#track, this.#series, time, value);
  }

  broken(time: number): void {
    if (Math.abs(time) <= FURTHEST) this.#encoder.broken(this.#track, this.#series, time);
    if (this.#series.unit === this.#unit) return;
    // What follows is written down under a head of its own, with the unit that it is in.
    this.#unit = this.#series.unit;
    this.#track = newTrack();
  }
}

/** Writes down what one connection hears, as it comes, in chunks: the last one grows until it is large enough. */
export class Recorder {
  readonly #connection: string;
  readonly #source: string;
  readonly #run: string;
  readonly #isAlone: boolean;
  readonly #encoder: Encoder;
  /** Bytes of the open chunk that have been taken. */
  #taken = 0;
  #isOwed = false;

  /**
   * @param run name of this stretch of writing
   * @param isAlone no other page writes meanwhile
   * @param now epoch ms
   */
  constructor(settings: ConnectionSettings, run: string, isAlone: boolean, now: number) {
    this.#connection = settings.id;
    this.#source = sourceOf(settings);
    this.#run = run;
    this.#isAlone = isAlone;
    this.#encoder = new Encoder(now);
  }

  /** {@link Chunk.from} of the open chunk. */
  get from(): number {
    return this.#encoder.base;
  }

  /** Bytes not taken yet. */
  get waiting(): number {
    return this.#encoder.length - this.#taken;
  }

  follow(series: Series): void {
    series.follower = new SeriesRecorder(this.#encoder, series);
  }

  /** What was taken of the open chunk last is not stored: it goes out once more, at the latest before another is begun. */
  owe(): void {
    this.#isOwed = true;
  }

  /**
   * The open chunk as it is now, to be stored over what was taken of it before; none when nothing is new.
   * @param now epoch ms
   * @param isLast nothing is written into it any more
   */
  take(now: number, isLast = false): Chunk[] {
    const encoder = this.#encoder;
    // Where nothing comes for long, what comes then does not make the old look young.
    const isOver =
      isLast || encoder.length >= ENOUGH_BYTES + 2 * encoder.headBytes || now - encoder.base >= ENOUGH_MS;
    const isDue = this.waiting > 0 || (isOver && this.#isOwed);
    const chunks = isDue ? [this.#chunk(now)] : [];
    if (isDue) this.#isOwed = false;
    this.#taken = encoder.length;
    if (isOver) {
      encoder.next(Math.max(now, encoder.base + 1));
      this.#taken = 0;
    }
    return chunks;
  }

  #chunk(now: number): Chunk {
    const { base, readings } = this.#encoder;
    const bytes = this.#encoder.bytes();
    return {
      connection: this.#connection,
      source: this.#source,
      from: base,
      run: this.#run,
      isAlone: this.#isAlone,
      savedAt: Math.max(now, base),
      readings,
      bytes,
      size: bytes.length + CHUNK_BYTES,
    };
  }
}
