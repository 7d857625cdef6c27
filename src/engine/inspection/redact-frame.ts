import { LEFT_OUT, redactedText } from '../audit/redact.ts';
import { afterSpace, contentOf, endOfString, endOfValue, isJson } from './json-text.ts';
import { endOfKnown, withoutKnown } from './known-secrets.ts';
import type { LeftOut } from './left-out.ts';
import { Open, type Value } from './open.ts';
import {
  endOfReading,
  isNamedMember,
  isSecretMember,
  letsIn,
  maybeSomebodys,
  saysWhose,
} from './secret-member.ts';

/** What any secret that can be told has in it or beside it; a frame without costs one search. */
const SUSPICIOUS =
  /pass|pwd|token|secret|credential|auth|cookie|signature|key|psk|otp|jwt|session|bearer|basic|eyj|:\/\/|base64|\\u00/i;
/** JSON inside of strings of JSON inside of strings is looked into so deep. */
const DEPTH = 3;
/** `key` alone names quantities more often than secrets: it is one where its value looks like one. */
const LIKE_A_KEY = /^(?=.*\d)[\w.~+/=-]{16,}$/;
/** Neither a string nor an object nor a list. */
const WORD = /[^\s,}\]{[":]+/y;
/** Deeper than this, objects and lists are not told apart any more. */
const MOST_OPEN = 256;
const QUOTED = `"${LEFT_OUT}"`;

/**
 * A frame's text without secrets; all else of it stays exactly as it came, so that it is read as before. Secrets are what stands under the
 * name of one, what looks like one, and those that are known. Takes time in proportion to the text, whatever is in it.
 * @param known secrets in use on this connection
 * @param leftOut is told what was left out
 */
export function redactedFrame(text: string, known: readonly string[] = [], leftOut?: LeftOut): string {
  const rest = withoutKnown(text, known);
  if (leftOut && rest !== text) for (const secret of known) leftOut.add(secret);
  return redactedAt(rest, 0, known, leftOut);
}

/** {@link redactedFrame} of a text that goes on where it was not read: of a known secret that ends there, no part is left. */
export function redactedStart(text: string, known: readonly string[], leftOut?: LeftOut): string {
  return redactedFrame(text.slice(0, endOfKnown(text, known)), known, leftOut);
}

function redactedAt(text: string, depth: number, known: readonly string[], leftOut?: LeftOut): string {
  if (!SUSPICIOUS.test(text)) return text;
  return /^\s*[[{"]/.test(text) ? new JsonRedactor(text, depth, known, leftOut).run() : redactedText(text);
}

/** A part of a text, and what stands there instead. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly instead: string;
}

/** Goes through a text of JSON, or of lines of JSON, whole or cut or broken, and leaves secrets out of it. */
class JsonRedactor {
  readonly #text: string;
  readonly #depth: number;
  readonly #known: readonly string[];
  readonly #leftOut: LeftOut | undefined;
  readonly #changes: Change[] = [];
  #at = 0;
  /** The innermost of the open objects and lists; the outermost stands for what is in none. */
  #inner = new Open(null, false, null, null);
  #opened = 0;
  /** Not all of it is JSON. */
  #isPlain = false;
  /** The object or list that comes next is this value. */
  #next: Value | null = null;

  constructor(text: string, depth: number, known: readonly string[], leftOut?: LeftOut) {
    this.#text = text;
    this.#depth = depth;
    this.#known = known;
    this.#leftOut = leftOut;
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
        this.#element(quote, end);
        this.#at = end;
      }
    }
    for (let open: Open | null = this.#inner; open; open = open.outer) this.#decide(open);
    const clean = this.#changed();
    return this.#isPlain ? withoutPlain(clean) : clean;
  }

  /** Numbers and punctuation; what has words outside of strings, or strings right behind something, is no JSON, and may be anything. */
  #gap(from: number, to: number): void {
    this.#isPlain ||= isPlain(this.#text.slice(from, to), from > 0 && to < this.#text.length);
    for (let at = from; at < to; at++) {
      switch (this.#text[at]) {
        case '{':
        case '[':
          this.#begin(at);
          break;
        case '}':
        case ']':
          this.#end(at + 1);
          break;
        case ',':
          this.#comma(at + 1, to);
      }
    }
  }

  #begin(at: number): void {
    this.#opened += 1;
    if (this.#opened > MOST_OPEN) return;
    const value = this.#next?.from === at ? this.#next : null;
    // `["gw/wifi/password", {"value": "…"}]`: a topic and its payload.
    const namedBy = this.#isNamedElement ? this.#inner : null;
    this.#inner = new Open(this.#inner, this.#text[at] === '[', value, namedBy);
  }

  #end(at: number): void {
    const { outer, value } = this.#inner;
    if (!outer) return;
    this.#opened -= 1;
    if (this.#opened >= MOST_OPEN) return;
    if (value) value.to = at;
    this.#decide(this.#inner);
    this.#inner = outer;
  }

  #comma(after: number, gapEnd: number): void {
    if (this.#opened > MOST_OPEN) return;
    this.#inner.elements += 1;
    const start = afterSpace(this.#text, after);
    const value = this.#isNamedElement && start < gapEnd ? this.#value(start) : null;
    if (value && value.what !== 'inner' && this.#inner.isSecret(value)) this.#leaveOut(value);
  }

  /** What comes is the second element of a list, the first of which may have named it. */
  get #isNamedElement(): boolean {
    const { isList, elements, isNamed } = this.#inner;
    return this.#opened <= MOST_OPEN && isList && elements === 1 && isNamed;
  }

  /** Of what has passed: what was named after it. */
  #decide(open: Open): void {
    for (const value of open.passed) if (open.isSecret(value)) this.#leaveOut(value);
    if (open.isSomebodys) for (const value of open.passes) this.#leaveOut(value);
  }

  /** A string that stands under no name. */
  #element(start: number, end: number): void {
    const value = this.#isNamedElement ? this.#value(start) : null;
    if (value && this.#inner.isSecret(value)) {
      this.#leaveOut(value);
      return;
    }
    const { isList, elements } = this.#inner;
    if (isList && elements === 0) this.#inner.says(contentOf(this.#text, start, end));
    this.#string(start, end, '');
  }

  /** A name has been read up to `end`, its colon is at `colon`: what stands under it. */
  #member(start: number, end: number, colon: number): void {
    const text = this.#text;
    const name = contentOf(text, start, end);
    const from = afterSpace(text, colon + 1);
    this.#at = from;
    const value = isNamedMember(name) ? this.#value(from) : null;
    const isNamed = value !== null && this.#inner.isSecret(value);
    if (isNamed || (isSecretMember(name) && !this.#isCount(name, from))) {
      const to = text[from] === '"' ? endOfString(text, from) : endOfValue(text, from);
      this.#leaveOut({ from, to });
      this.#at = to;
      return;
    }
    if (saysWhose(name)) this.#inner.isSomebodys = true;
    if (maybeSomebodys(name)) this.#pass(from);
    if (value) {
      this.#inner.passed.push(value);
      this.#next = value;
    }
    if (text[from] === '"') {
      const to = endOfString(text, from);
      if (!value) this.#inner.says(contentOf(text, from, to), name);
      this.#string(from, to, name);
      this.#at = to;
    }
  }

  /** A text or a number under a name that may be a password's. */
  #pass(from: number): void {
    const value = this.#value(from);
    if (value && value.what !== 'inner') this.#inner.passes.push(value);
  }

  #isCount(name: string, value: number): boolean {
    return !letsIn(name) && endOfReading(this.#text, value) > 0;
  }

  /** The value that begins at `from`; null where nothing can be secret of it. */
  #value(from: number): Value | null {
    const text = this.#text;
    const reading = endOfReading(text, from);
    if (reading > 0) return { from, to: reading, what: 'reading' };
    if (text[from] === '"') {
      const to = endOfString(text, from);
      return { from, to, what: isJson(contentOf(text, from, to)) ? 'inner' : 'text' };
    }
    if (text[from] === '{' || text[from] === '[') return { from, to: text.length, what: 'inner' };
    WORD.lastIndex = from;
    const [word = ''] = WORD.exec(text) ?? [];
    return /^(true|false|null)?$/.test(word) ? null : { from, to: from + word.length, what: 'text' };
  }

  /** @param name what the string stands under; '' for nothing */
  #string(start: number, end: number, name: string): void {
    const content = contentOf(this.#text, start, end);
    if (content === '') return;
    const isKey = /^keys?$/i.test(name) && LIKE_A_KEY.test(content);
    if (isKey || (/base64$/i.test(name) && hidesSecret(content, this.#known, this.#leftOut))) {
      this.#replace(start, end, QUOTED);
      return;
    }
    if (!SUSPICIOUS.test(content)) return;
    const clean =
      this.#depth < DEPTH
        ? redactedAt(content, this.#depth + 1, this.#known, this.#leftOut)
        : redactedText(content);
    if (clean !== content) this.#replace(start, end, JSON.stringify(clean));
  }

  /** Nothing, or something as short as `""` and `{}`, is left as it is. */
  #leaveOut({ from, to }: Pick<Value, 'from' | 'to'>): void {
    if (to - from > 2) this.#replace(from, to, QUOTED);
  }

  #replace(from: number, to: number, instead: string): void {
    this.#changes.push({ from, to, instead });
  }

  /** The text with all changes made. What lies in a part that is left out as a whole goes with it. */
  #changed(): string {
    // Of two for the same part the later one knew more.
    const inOrder = this.#changes.reverse().sort((one, other) => one.from - other.from || other.to - one.to);
    let out = '';
    let copied = 0;
    for (const { from, to, instead } of inOrder) {
      if (from < copied) continue;
      if (instead === QUOTED) this.#leftOut?.addPart(this.#text.slice(from, to));
      out += this.#text.slice(copied, from) + instead;
      copied = to;
    }
    return out + this.#text.slice(copied);
  }
}

/** Whether what stands between two strings can stand so in no JSON. @param isBetween it has a string on either side */
function isPlain(gap: string, isBetween: boolean): boolean {
  if (/[a-z]{3}/i.test(gap.replace(/true|false|null|(?:tru|fals?|nul)$/g, ''))) return true;
  return isBetween && !/[,:[{]/.test(gap.trimEnd().slice(-1));
}

/** A text that is not JSON, or in some of its lines only, without the secrets that running text may have: in it a name and its value may be anything. */
function withoutPlain(text: string): string {
  let clean = '';
  let plain = '';
  for (const line of text.split(/(?<=\n)/)) {
    if (isJson(line)) {
      clean += redactedText(plain) + line;
      plain = '';
    } else plain += line;
  }
  return clean + redactedText(plain);
}

function hidesSecret(encoded: string, known: readonly string[], leftOut?: LeftOut): boolean {
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    const text = new TextDecoder().decode(bytes);
    return redactedAt(withoutKnown(text, known), DEPTH, known, leftOut) !== text;
  } catch {
    return false;
  }
}
