import { TICKS_PER_MS } from '../series/pages.ts';
import { BREAK, KINDS, LARGEST, MOST_DECIMALS, OPEN, PLAIN, power, STEP } from './format.ts';
import { utf8Length, writeUtf8 } from './utf8.ts';

/** What is written of a series before its readings. */
export interface SeriesHead {
  readonly device: string;
  readonly quantity: string;
  readonly unit: string;
  readonly kind: 'number' | 'state';
}

/** What an encoder remembers of one series. */
export interface Track {
  /** The chunk it is open in; its number and what came last hold for that one only. */
  chunk: number;
  number: number;
  /** Epoch ms. */
  time: number;
  decimals: number;
  /** Last value in units of its last decimal. */
  scaled: number;
  /** Values of this series are no decimals: not tried again in this chunk. */
  plain: boolean;
}

/** A track that is open nowhere. */
export function newTrack(): Track {
  return { chunk: -1, number: 0, time: 0, decimals: 0, scaled: 0, plain: false };
}

/** What one entry takes at most, its texts left out: three numbers and eight bytes. */
const ENTRY_BYTES = 40;
const FIRST_BYTES = 4_096;

/** Writes chunks of history: see {@link file://./format.ts}. Nothing is allocated a reading once the buffer has grown. */
export class Encoder {
  /** Bytes of the open chunk so far. */
  length = 0;
  /** Readings in the open chunk. */
  readings = 0;
  /** Bytes that say which series there are. */
  headBytes = 0;
  #bytes = new Uint8Array(FIRST_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #chunk = 0;
  #series = 0;
  #base: number;

  /** @param base epoch ms in whole milliseconds that times count from */
  constructor(base: number) {
    this.#base = base;
  }

  /** Epoch ms that the open chunk's times count from. */
  get base(): number {
    return this.#base;
  }

  /** A copy of the open chunk. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }

  /** Ends the open chunk and begins another. */
  next(base: number): void {
    this.#chunk += 1;
    this.#series = 0;
    this.#base = base;
    this.length = 0;
    this.readings = 0;
    this.headBytes = 0;
  }

  /** @param time epoch ms in whole ticks */
  reading(track: Track, head: SeriesHead, time: number, value: number): void {
    this.#room(ENTRY_BYTES);
    if (track.chunk !== this.#chunk) this.#open(track, head);
    const scaled = track.plain ? Number.NaN : this.#scale(track, value);
    if (Number.isNaN(scaled)) {
      this.#number(track.number * KINDS + PLAIN);
      this.#time(time - track.time);
      this.#view.setFloat64(this.length, value, true);
      this.length += Float64Array.BYTES_PER_ELEMENT;
    } else {
      this.#number(track.number * KINDS + STEP);
      this.#time(time - track.time);
      this.#signed(scaled - track.scaled);
      track.scaled = scaled;
    }
    track.time = time;
    this.readings += 1;
  }

  /** @param time when the link broke, epoch ms */
  broken(track: Track, head: SeriesHead, time: number): void {
    this.#room(ENTRY_BYTES);
    if (track.chunk !== this.#chunk) this.#open(track, head);
    this.#number(track.number * KINDS + BREAK);
    this.#signed(Math.round(time) - this.#base);
  }

  #open(track: Track, { device, quantity, unit, kind }: SeriesHead): void {
    track.chunk = this.#chunk;
    track.number = this.#series;
    track.time = this.#base;
    track.decimals = 0;
    track.scaled = 0;
    track.plain = false;
    this.#series += 1;
    const begin = this.length;
    this.#number(track.number * KINDS + OPEN);
    this.#text(device);
    this.#text(quantity);
    this.#text(unit);
    this.#number(kind === 'state' ? 1 : 0);
    this.headBytes += this.length - begin;
    this.#room(ENTRY_BYTES);
  }

  /** The value in units of its last decimal; NaN where it is no decimal. Writes down that the series has more decimals. */
  #scale(track: Track, value: number): number {
    const scale = power(track.decimals);
    const scaled = Math.round(value * scale);
    if (scaled / scale === value && Math.abs(scaled) <= LARGEST && !Object.is(scaled, -0)) return scaled;
    for (let decimals = track.decimals + 1; decimals <= MOST_DECIMALS; decimals++) {
      const finer = Math.round(value * power(decimals));
      if (finer / power(decimals) !== value || Math.abs(finer) > LARGEST || Object.is(finer, -0)) continue;
      this.#number(track.number * KINDS + OPEN);
      this.#number(decimals);
      track.decimals = decimals;
      track.scaled = 0;
      this.#room(ENTRY_BYTES);
      return finer;
    }
    track.plain = true;
    return Number.NaN;
  }

  /** A difference of times, ms: in whole ones, which is usual, or in ticks. */
  #time(difference: number): void {
    const isWhole = Number.isInteger(difference);
    const folded = fold(isWhole ? difference : difference * TICKS_PER_MS);
    this.#number(folded * 2 + (isWhole ? 0 : 1));
  }

  #signed(value: number): void {
    this.#number(fold(value));
  }

  #text(text: string): void {
    const length = utf8Length(text);
    this.#room(length + ENTRY_BYTES);
    this.#number(length);
    this.length = writeUtf8(text, this.#bytes, this.length);
  }

  /** A whole number from 0 up. */
  #number(value: number): void {
    const bytes = this.#bytes;
    let at = this.length;
    let rest = value;
    for (; rest >= 2 ** 31; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) | 128;
    for (; rest >= 128; rest >>>= 7) bytes[at++] = (rest & 127) | 128;
    bytes[at++] = rest;
    this.length = at;
  }

  #room(bytes: number): void {
    if (this.length + bytes <= this.#bytes.length) return;
    const grown = new Uint8Array((this.length + bytes) * 2);
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

/** Small numbers of either sign become small ones from 0 up. */
function fold(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}
