import { TICKS_PER_MS } from '../series/pages.ts';
import type { SeriesHead } from './encoder.ts';
import { BREAK, KINDS, MOST_DECIMALS, OPEN, PLAIN, power } from './format.ts';

/** Where a decoder puts what was written, in the order in which it happened. Series are known by the number they were opened with. */
export interface EntryTaker {
  /** Numbers begin at 0 in every chunk. */
  open(number: number, head: SeriesHead): void;
  reading(number: number, time: number, value: number): void;
  broken(number: number, time: number): void;
}

interface Track {
  time: number;
  decimals: number;
  scaled: number;
}

/** A name that begins with a byte order mark is another one without. */
const texts = new TextDecoder('utf-8', { ignoreBOM: true });
/** Names are kept no longer by the intake either. */
const TEXT_BYTES = 4_096;

/** Reads one chunk, as many entries at a time as asked. What is stored may be damaged: it never throws and never reads outside. */
export class Decoder {
  /** The chunk did not hold what it should; what came before that has been handed over. */
  damaged = false;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #base: number;
  readonly #taker: EntryTaker;
  readonly #tracks: Track[] = [];
  #at = 0;

  /** @param base epoch ms that the chunk's times count from */
  constructor(bytes: Uint8Array, base: number, taker: EntryTaker) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#base = base;
    this.#taker = taker;
  }

  /** Hands over up to `most` entries; false when there are no more. */
  read(most: number): boolean {
    for (let n = 0; n < most; n++) {
      if (this.damaged || this.#at >= this.#bytes.length) return false;
      if (!this.#entry()) this.damaged = true;
    }
    return true;
  }

  #entry(): boolean {
    const head = this.#number();
    const number = Math.floor(head / KINDS);
    const kind = head % KINDS;
    const track = this.#tracks[number];
    if (kind === OPEN && number === this.#tracks.length) return this.#open(number);
    if (!track) return false;
    if (kind === OPEN) {
      const decimals = this.#number();
      if (!(decimals <= MOST_DECIMALS)) return false;
      track.decimals = decimals;
      track.scaled = 0;
      return true;
    }
    if (kind === BREAK) {
      const time = this.#base + this.#signed();
      if (!Number.isFinite(time)) return false;
      this.#taker.broken(number, time);
      return true;
    }
    return this.#reading(number, kind, track);
  }

  #reading(number: number, kind: number, track: Track): boolean {
    const step = this.#number();
    const difference = unfold(Math.floor(step / 2));
    const time = track.time + (step % 2 === 0 ? difference : difference / TICKS_PER_MS);
    let value: number;
    if (kind === PLAIN) {
      if (this.#at + Float64Array.BYTES_PER_ELEMENT > this.#bytes.length) return false;
      value = this.#view.getFloat64(this.#at, true);
      this.#at += Float64Array.BYTES_PER_ELEMENT;
    } else {
      track.scaled += this.#signed();
      value = track.scaled / power(track.decimals);
    }
    if (!Number.isFinite(time) || !Number.isFinite(value)) return false;
    track.time = time;
    this.#taker.reading(number, time, value);
    return true;
  }

  #open(number: number): boolean {
    const device = this.#text();
    const quantity = this.#text();
    const unit = this.#text();
    const kind = this.#number();
    if (device === null || quantity === null || unit === null || !(kind <= 1)) return false;
    this.#tracks.push({ time: this.#base, decimals: 0, scaled: 0 });
    this.#taker.open(number, { device, quantity, unit, kind: kind === 1 ? 'state' : 'number' });
    return true;
  }

  #text(): string | null {
    const length = this.#number();
    if (!(length <= TEXT_BYTES) || this.#at + length > this.#bytes.length) return null;
    const text = texts.decode(this.#bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    return text;
  }

  #signed(): number {
    return unfold(this.#number());
  }

  /** NaN where the chunk ends inside the number, or it is longer than any that is written. */
  #number(): number {
    const bytes = this.#bytes;
    let value = 0;
    let scale = 1;
    for (let at = this.#at; at < bytes.length && scale < 2 ** 63; at++) {
      const byte = bytes[at] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) {
        this.#at = at + 1;
        return value;
      }
      scale *= 128;
    }
    return Number.NaN;
  }
}

function unfold(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
