import * as z from 'zod/mini';

/** The first line of a recording's file. */
export const KIND = 'signalbox-recording';
export const VERSION = 1;

/** A file may come from anywhere. */
const short = z.string().check(z.maxLength(1_000));

const header = z.object({
  kind: z.literal(KIND),
  version: z.number(),
  protocol: short,
  transport: short,
  connection: short,
  name: short,
  /** Where it was connected, without credentials. */
  url: short,
  startedAt: z.number(),
  /** The protocol's own, without secrets. */
  options: z.record(z.string(), z.unknown()),
});
export type RecordingHeader = z.output<typeof header>;

/** What happened, a line each. Times (`at`) are epoch ms. */
export type RecordedEvent =
  | {
      readonly kind: 'frame';
      readonly at: number;
      readonly link: string;
      readonly event: string;
      readonly body: unknown;
    }
  | { readonly kind: 'opened' | 'ended' | 'broken'; readonly at: number; readonly link: string }
  /** What was sent: for people who read the file. */
  | { readonly kind: 'sent'; readonly at: number; readonly link: string }
  | { readonly kind: 'end'; readonly at: number; readonly link: string };

const line = z.object({
  at: z.number(),
  what: z.enum(['in', 'out', 'opened', 'ended', 'broken', 'end']),
  link: z._default(z.string(), ''),
  event: z._default(z.string(), ''),
  text: z.optional(z.string()),
  json: z.optional(z.unknown()),
  base64: z.optional(z.string()),
});

function bytesOf(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}

/** One line as what happened; null where it is none. */
function eventOf(text: string): RecordedEvent | null {
  try {
    const { what, at, link, event, text: body, json, base64 } = line.parse(JSON.parse(text));
    switch (what) {
      case 'in':
        return {
          kind: 'frame',
          at,
          link,
          event,
          body: body ?? (base64 === undefined ? json : bytesOf(base64)),
        };
      case 'out':
        return { kind: 'sent', at, link };
      default:
        return { kind: what, at, link };
    }
  } catch {
    return null;
  }
}

/** The end of a text is looked through for its last line so far back. */
const LAST_LINE_LENGTH = 2 * 1024 * 1024;

/** A recording as it is read: a line at a time, so that a large one does not become a million objects. */
export class Recording {
  readonly header: RecordingHeader;
  /** Epoch ms: when it was begun and ended. */
  readonly from: number;
  readonly to: number;
  /** Lines that could not be read so far. */
  damaged = 0;
  readonly #text: string;
  readonly #start: number;
  #at: number;

  private constructor(text: string, first: RecordingHeader, start: number) {
    this.#text = text;
    this.header = first;
    this.#start = start;
    this.#at = start;
    this.from = first.startedAt;
    this.to = Math.max(this.from, this.#lastTime());
  }

  /** @returns why the text is no recording that can be played, in words, where it is none */
  static of(text: string): Recording | string {
    const end = text.indexOf('\n');
    let first: unknown;
    try {
      first = JSON.parse(end < 0 ? text : text.slice(0, end));
    } catch {
      return 'This file is no recording of Signalbox: its first line is not JSON.';
    }
    const checked = header.safeParse(first);
    if (!checked.success) return 'This file is no recording of Signalbox: its first line does not say so.';
    if (checked.data.version > VERSION) {
      return `This recording was made by a newer Signalbox (version ${checked.data.version} of the file, this page reads up to ${VERSION}). Open it there, or update this page.`;
    }
    return new Recording(text, checked.data, end < 0 ? text.length : end + 1);
  }

  /** The next thing that happened; null at the end. What cannot be read is counted and left out. */
  next(): RecordedEvent | null {
    const text = this.#text;
    while (this.#at < text.length) {
      const newline = text.indexOf('\n', this.#at);
      const end = newline < 0 ? text.length : newline;
      const one = text.slice(this.#at, end);
      this.#at = end + 1;
      if (one === '') continue;
      const event = eventOf(one);
      if (event !== null) return event;
      this.damaged += 1;
    }
    return null;
  }

  /** Begins anew. */
  rewind(): void {
    this.#at = this.#start;
    this.damaged = 0;
  }

  #lastTime(): number {
    const tail = this.#text.slice(Math.max(this.#start, this.#text.length - LAST_LINE_LENGTH)).split('\n');
    for (let index = tail.length - 1; index >= 0; index--) {
      const event = eventOf(tail[index] ?? '');
      if (event !== null) return event.at;
    }
    return this.from;
  }
}
