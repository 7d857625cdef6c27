import { isSecretName } from '../../model/secret-name.ts';
import { LEFT_OUT, redactedText } from '../audit/redact.ts';

/** What any secret that can be told has in it or beside it; a frame without costs one search. */
const SUSPICIOUS =
  /passw|passphrase|passcode|pwd|token|secret|credential|auth|cookie|signature|key|psk|otp|jwt|session|bearer|basic|eyj|:\/\/|base64|\\u00/i;
/** A secret shorter than this would take half of every frame with it. */
const LEAST_LENGTH = 4;
/** JSON inside of strings of JSON inside of strings is looked into so deep. */
const DEPTH = 3;
/** `key` alone names quantities more often than secrets: it is one where its value looks like one. */
const LIKE_A_KEY = /^(?=.*\d)[\w.~+/=-]{16,}$/;
/** `{"name": "password", "value": "…"}`: a member that names another, and the one it names. */
const NAMING = /^(name|key|property|field|parameter)$/i;
const NAMED = /^(value|val|content|data)$/i;
/** A reading: a number, or one with its unit. */
const READING =
  /(?:-?\d{1,12}(?:\.\d{1,12})?(?:e[+-]?\d{1,3})?|\[\s*-?\d{1,12}(?:\.\d{1,12})?(?:e[+-]?\d{1,3})?\s*(?:,\s*"[^"]{0,8}"\s*)?\])(?=\s*(?:[,}\]]|$))/iy;
/** Names under which a number is a secret, too; under others, as `active_keys` or `auth-failures`, it is a count. */
const LETS_IN =
  /(passw(or)?d|passphrase|passcode|pwd|token|secret|credential|key|psk|otp|jwt|auth)[_-]?\d*$/i;
const QUOTED = `"${LEFT_OUT}"`;

/**
 * A frame's text without secrets; all else of it stays exactly as it came, so that it is read as before. Secrets are what stands under the
 * name of one, what looks like one, and those that are known. Takes time in proportion to the text, whatever is in it.
 * @param known secrets in use on this connection
 */
export function redactedFrame(text: string, known: readonly string[] = []): string {
  return redactedAt(withoutKnown(text, known), 0);
}

function withoutKnown(text: string, known: readonly string[]): string {
  let clean = text;
  for (const secret of known) {
    if (secret.length < LEAST_LENGTH) continue;
    for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])) {
      clean = clean.replaceAll(form, LEFT_OUT);
    }
  }
  return clean;
}

function redactedAt(text: string, depth: number): string {
  if (!SUSPICIOUS.test(text)) return text;
  return /^\s*[[{"]/.test(text) ? new JsonRedactor(text, depth).run() : redactedText(text);
}

/** Goes through a text of JSON, or of lines of JSON, whole or cut or broken, and leaves secrets out of what it copies. */
class JsonRedactor {
  readonly #text: string;
  readonly #depth: number;
  #out = '';
  /** What has been copied. */
  #copied = 0;
  #at = 0;
  /** A member has said that the one named value is a secret. */
  #isNamed = false;

  constructor(text: string, depth: number) {
    this.#text = text;
    this.#depth = depth;
  }

  run(): string {
    const text = this.#text;
    while (this.#at < text.length) {
      const quote = text.indexOf('"', this.#at);
      const gapEnd = quote < 0 ? text.length : quote;
      this.#gap(this.#at, gapEnd);
      if (quote < 0) break;
      const end = endOfString(text, quote);
      const colon = afterSpace(text, end);
      if (text[colon] === ':') this.#member(quote, end, colon);
      else {
        this.#string(quote, end, '');
        this.#at = end;
      }
    }
    return this.#out + text.slice(this.#copied);
  }

  /** Numbers and punctuation; words outside of strings are no JSON, and may be anything. */
  #gap(from: number, to: number): void {
    const gap = this.#text.slice(from, to);
    if (!/[a-z]{3}/i.test(gap.replace(/true|false|null/g, ''))) return;
    const clean = redactedText(gap);
    if (clean !== gap) this.#replace(from, to, clean);
  }

  /** A name has been read up to `end`, its colon is at `colon`: what stands under it. */
  #member(start: number, end: number, colon: number): void {
    const text = this.#text;
    const name = contentOf(text, start, end);
    const value = afterSpace(text, colon + 1);
    this.#at = value;
    const isString = text[value] === '"';
    const isNamed = this.#isNamed && NAMED.test(name);
    if (isNamed) this.#isNamed = false;
    if (isNamed || (isSecretMember(name) && !this.#isCount(name, value))) {
      const valueEnd = isString ? endOfString(text, value) : endOfValue(text, value);
      if (valueEnd - value > 2) this.#replace(value, valueEnd, QUOTED);
      this.#at = valueEnd;
    } else if (isString) {
      const valueEnd = endOfString(text, value);
      if (NAMING.test(name) && isSecretMember(contentOf(text, value, valueEnd))) this.#isNamed = true;
      this.#string(value, valueEnd, name);
      this.#at = valueEnd;
    }
  }

  #isCount(name: string, value: number): boolean {
    READING.lastIndex = value;
    return !LETS_IN.test(name) && READING.test(this.#text);
  }

  /** @param name what the string stands under; '' for nothing */
  #string(start: number, end: number, name: string): void {
    const content = contentOf(this.#text, start, end);
    if (content === '') return;
    const isKey = /^keys?$/i.test(name) && LIKE_A_KEY.test(content);
    if (isKey || (/base64$/i.test(name) && hidesSecret(content))) {
      this.#replace(start, end, QUOTED);
      return;
    }
    if (!SUSPICIOUS.test(content)) return;
    const clean = this.#depth < DEPTH ? redactedAt(content, this.#depth + 1) : redactedText(content);
    if (clean !== content) this.#replace(start, end, JSON.stringify(clean));
  }

  #replace(from: number, to: number, instead: string): void {
    this.#out += this.#text.slice(this.#copied, from) + instead;
    this.#copied = to;
  }
}

function isSecretMember(name: string): boolean {
  return name !== '' && !/^keys?$/i.test(name) && isSecretName(name);
}

/** Whether a value that was read out of a frame is left out beside it. @param value as it is shown */
export function isSecretValue(name: string, value: unknown): boolean {
  return isSecretMember(name) && (typeof value !== 'number' || LETS_IN.test(name));
}

/** After the closing quote of the string that begins at `start`, or the end of the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22) return at + 1;
  }
  return text.length;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

/** After the object, list or word that begins at `start`: brackets are counted, strings passed over. */
function endOfValue(text: string, start: number): number {
  let open = 0;
  for (let at = start; at < text.length; ) {
    const character = text[at];
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (character === '{' || character === '[') open += 1;
    else if (character === '}' || character === ']') {
      if (open === 0) return at;
      open -= 1;
      if (open === 0) return at + 1;
    } else if (open === 0 && (character === ',' || character === '\n')) return at;
    at += 1;
  }
  return text.length;
}

/** What a string of JSON says; as it stands there where it is no valid one. */
function contentOf(text: string, start: number, end: number): string {
  const isClosed = end - start > 1 && text[end - 1] === '"';
  const raw = text.slice(start + 1, isClosed ? end - 1 : end);
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}

function hidesSecret(encoded: string): boolean {
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const text = new TextDecoder().decode(bytes);
    return redactedAt(text, DEPTH) !== text;
  } catch {
    return false;
  }
}
