import { redactedText } from '../../model/redacted-text.ts';
import type { Options } from './json-options.ts';
import { type Place, place } from './json-path.ts';
import { nameOf } from './payload.ts';
import type { Sink } from './protocol.ts';

/** Words from a back end are passed on no longer than this. */
const MAX_WORDS = 200;
/** Of a longer text no more is looked at. */
const MOST_READ = 4_096;

/** Tells the frames by which a back end refuses orders, as its configuration says where that stands. */
export class Rejections {
  readonly #text: Place;
  readonly #device: Place | undefined;
  readonly #property: Place | undefined;
  readonly #event: string | undefined;
  readonly #isForAll: boolean;

  constructor({ text, device, property, event, forAll }: NonNullable<Options['rejections']>) {
    this.#text = place(text);
    this.#device = device === undefined ? undefined : place(device);
    this.#property = property === undefined ? undefined : place(property);
    this.#event = event;
    this.#isForAll = forAll;
  }

  /** Whether frames under this event may be such. Those of a WebSocket have none. */
  areUnder(event: string): boolean {
    return this.#event === undefined || this.#event === event;
  }

  /** Hands on what a frame says about an order; false where it is no such frame. */
  take(frame: unknown, sink: Sink): boolean {
    const text = this.#text(frame, frame);
    if (typeof text !== 'string' || text.trim() === '') return false;
    // What a back end says may be anything, and both the audit and the log are shown to everybody.
    const all = redactedText(text.trim().slice(0, MOST_READ)).replace(/[.!]+$/, '');
    const words = all.length > MAX_WORDS ? `${all.slice(0, MAX_WORDS)}…` : all;
    const device = nameOf(this.#device?.(frame, frame));
    const property = nameOf(this.#property?.(frame, frame));
    const reason = `The back end refused the order: ${words}.`;
    sink.rejection(device ?? null, property ?? null, reason, this.#isForAll);
    sink.notice('warning', `The back end refused an order: ${words}`);
    return true;
  }
}
