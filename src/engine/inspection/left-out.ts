import type { Decoded } from '../../model/inspection.ts';
import { LEFT_OUT } from '../audit/redact.ts';
import { afterSpace, contentOf, endOfString, isJson } from './json-text.ts';

/** Neither a string nor punctuation. */
const WORDS = /[^\s,:[\]{}"]+/g;
/** JSON inside of strings is looked into so deep. */
const DEPTH = 3;
/** A shorter text would take half of other words with it. */
const LEAST_LENGTH = 4;

/** The secrets that were left out of one frame: what is shown beside it must not have them either. */
export class LeftOut {
  readonly #texts = new Set<string>();

  get isEmpty(): boolean {
    return this.#texts.size === 0;
  }

  /** A secret as it is. */
  add(secret: string): void {
    if (secret === '' || secret === LEFT_OUT) return;
    this.#texts.add(secret);
    const number = Number(secret);
    if (Number.isFinite(number)) this.#texts.add(String(number));
  }

  /** A part of a text of JSON: all strings and numbers in it, but the names of members. */
  addPart(part: string, depth = 0): void {
    let at = 0;
    while (at < part.length) {
      const quote = part.indexOf('"', at);
      const gapEnd = quote < 0 ? part.length : quote;
      for (const [word] of part.slice(at, gapEnd).matchAll(WORDS)) {
        if (!/^(true|false|null)$/.test(word)) this.add(word);
      }
      if (quote < 0) break;
      at = endOfString(part, quote);
      if (part[afterSpace(part, at)] === ':') continue;
      const content = contentOf(part, quote, at);
      if (depth < DEPTH && isJson(content)) this.addPart(content, depth + 1);
      else this.add(content);
    }
  }

  has(value: Decoded['value']): boolean {
    return (typeof value === 'string' || typeof value === 'number') && this.#texts.has(String(value));
  }

  /**
   * What was taken from the frame, without the same secrets.
   * @param value of it, as it was before anything was left out of it
   * @param text of the frame, as it is shown: what stands there need not be hidden in names
   */
  without(one: Decoded, value: Decoded['value'], text: string): Decoded {
    if (this.isEmpty) return one;
    const name = (name: string) => (this.has(name) && !text.includes(name) ? LEFT_OUT : name);
    return {
      ...one,
      device: name(one.device),
      name: name(one.name),
      unit: name(one.unit),
      // Of a history it is how many values there are.
      value: one.what !== 'history' && this.has(value) ? LEFT_OUT : this.#withoutWords(one),
    };
  }

  /** Words are made up of several values. */
  #withoutWords({ what, value }: Decoded): Decoded['value'] {
    if (typeof value !== 'string' || what === 'state') return value;
    let words = value;
    for (const text of this.#texts) if (text.length >= LEAST_LENGTH) words = words.replaceAll(text, LEFT_OUT);
    return words;
  }
}
