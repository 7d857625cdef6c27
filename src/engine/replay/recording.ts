import { isObject, type JsonObject, own } from '../protocols/payload.ts';

/** The first line of a recording's file. */
export const KIND = 'signalbox-recording';
export const VERSION = 1;

/** A file may come from anywhere. */
const MAX_WORD_LENGTH = 1_000;
/** Epoch ms, as for readings: year 5138. Calendars end at 8.64e15, and what shows a later time fails. */
const LATEST = 1e14;

export interface RecordingHeader {
  readonly kind: typeof KIND;
  readonly version: number;
  readonly protocol: string;
  readonly transport: string;
  readonly connection: string;
  readonly name: string;
  /** Where it was connected, without credentials. */
  readonly url: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** The protocol's own, without secrets. */
  readonly options: JsonObject;
}

/** Thrown and caught here: what is read is not what it should be. */
class NotRecordedError extends Error {}

function numberIn(object: JsonObject, key: string): number {
  const value = own(object, key);
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new NotRecordedError(key);
  return value;
}

/** Epoch ms that a calendar has. */
function timeIn(object: JsonObject, key: string): number {
  const value = numberIn(object, key);
  if (value < 0 || value > LATEST) throw new NotRecordedError(key);
  return value;
}

function wordIn(object: JsonObject, key: string): string {
  const value = own(object, key);
  if (typeof value !== 'string' || value.length > MAX_WORD_LENGTH) throw new NotRecordedError(key);
  return value;
}

function textIn(object: JsonObject, key: string): string | undefined {
  const value = own(object, key);
  if (value !== undefined && typeof value !== 'string') throw new NotRecordedError(key);
  return value;
}

/** @throws where it is no header */
function headerIn(first: unknown): RecordingHeader {
  if (!isObject(first) || own(first, 'kind') !== KIND) throw new NotRecordedError('kind');
  const options = own(first, 'options');
  if (!isObject(options)) throw new NotRecordedError('options');
  return {
    kind: KIND,
    version: numberIn(first, 'version'),
    protocol: wordIn(first, 'protocol'),
    transport: wordIn(first, 'transport'),
    connection: wordIn(first, 'connection'),
    name: wordIn(first, 'name'),
    url: wordIn(first, 'url'),
    startedAt: timeIn(first, 'startedAt'),
    options,
  };
}

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

function bytesOf(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}

/** One line as what happened; null where it is none. */
function eventOf(text: string): RecordedEvent | null {
  try {
    const line: unknown = JSON.parse(text);
    if (!isObject(line)) return null;
    const at = timeIn(line, 'at');
    const link = textIn(line, 'link') ?? '';
    const kind = own(line, 'what');
    switch (kind) {
      case 'in': {
        const base64 = textIn(line, 'base64');
        return {
          kind: 'frame',
          at,
          link,
          event: textIn(line, 'event') ?? '',
          body: textIn(line, 'text') ?? (base64 === undefined ? own(line, 'json') : bytesOf(base64)),
        };
      }
      case 'out':
        return { kind: 'sent', at, link };
      case 'opened':
      case 'ended':
      case 'broken':
      case 'end':
        return { kind, at, link };
      default:
        return null;
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
    const first = Recording.headerOf(text);
    if (typeof first === 'string') return first;
    const end = text.indexOf('\n');
    return new Recording(text, first, end < 0 ? text.length : end + 1);
  }

  /** What a recording's first line says; or why it is none. */
  static headerOf(text: string): RecordingHeader | string {
    const end = text.indexOf('\n');
    let first: unknown;
    try {
      first = JSON.parse(end < 0 ? text : text.slice(0, end));
    } catch {
      return 'This file is no recording of Signalbox: its first line is not JSON. Choose one that was saved by “Record to a file”.';
    }
    let header: RecordingHeader;
    try {
      header = headerIn(first);
    } catch {
      return 'This file is no recording of Signalbox: its first line does not say so. Choose one that was saved by “Record to a file”.';
    }
    if (header.version > VERSION) {
      return `This recording was made by a newer Signalbox (version ${header.version} of the file, this page reads up to ${VERSION}). Open it there, or update this page.`;
    }
    return header;
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
