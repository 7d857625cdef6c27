/** One character in an address, as the bytes of UTF-8; also where that was put into an address again. */
const BYTE = '%(?:25)*';
const NEXT = `${BYTE}[89ab][\\da-f]`;
const IN_ADDRESS = [
  `${BYTE}f[0-7](?:${NEXT}){3}`,
  `${BYTE}e[\\da-f](?:${NEXT}){2}`,
  `${BYTE}[cd][\\da-f]${NEXT}`,
  `${BYTE}[0-7][\\da-f]`,
].join('|');
/**
 * A character that writers of JSON and of addresses write in several ways. In JSON inside of strings of JSON each backslash is one of several,
 * so any number of them counts as one.
 */
const ESCAPED = new RegExp(`\\\\+(?:u([\\da-f]{4})|[^\\\\]|$)|${IN_ADDRESS}|[\\n\\r\\t\\b\\f+]`, 'gi');
/** The beginning of one, at the end of a text. There is one way only to read it: hostile text would have it tried in all that there are. */
const BEGUN = /(?:\\+(?:u[\da-f]{0,3})?|(?:%(?:25)*(?!25)[\da-f]{0,2})+)?\ufffd{0,3}$/i;
/** No beginning is longer. */
const LONGEST_BEGUN = 64;

/** What JSON writes with a letter counts as that letter. */
const AS_LETTER: Readonly<Record<string, string>> = {
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\b': 'b',
  '\f': 'f',
  '+': ' ',
  '\\': '',
};
const decoder = new TextDecoder();

function plain(escaped: string, hex: string | undefined): string {
  if (hex !== undefined) return letter(String.fromCharCode(Number.parseInt(hex, 16)));
  if (escaped[0] === '\\') return letter(escaped.replace(/^\\+/, ''));
  if (escaped[0] !== '%') return letter(escaped);
  if (escaped.length === 3) return letter(String.fromCharCode(Number.parseInt(escaped.slice(1), 16)));
  const bytes = escaped.split(/%(?:25)*(?=..)/).slice(1);
  return letter(decoder.decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16))));
}

function letter(character: string): string {
  return AS_LETTER[character] ?? character;
}

/** Whether there may be anything in a text that {@link unescaped} changes. @param hasSpaces it is searched for spaces, too */
export function hasEscapes(text: string, hasSpaces: boolean): boolean {
  return /[\\%]/.test(text) || (hasSpaces && text.includes('+'));
}

/** A text with every character in one form, however it was written: of JSON, of an address, of one in the other. To search it, not to read it. */
export function unescaped(text: string): string {
  return text.replace(ESCAPED, plain);
}

/** {@link unescaped}, and where in the text each of its characters began and ended. */
export function unescapedAt(text: string): {
  readonly text: string;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
} {
  // No form is shorter than what it stands for.
  const from = new Uint32Array(text.length);
  const to = new Uint32Array(text.length);
  let length = 0;
  let out = '';
  const copy = (until: number, start: number) => {
    for (let at = start; at < until; at++) {
      from[length] = at;
      to[length++] = at + 1;
    }
    out += text.slice(start, until);
  };
  let copied = 0;
  for (const match of text.matchAll(ESCAPED)) {
    copy(match.index, copied);
    copied = match.index + match[0].length;
    const characters = plain(match[0], match[1]);
    for (let i = 0; i < characters.length; i++) {
      from[length] = match.index;
      to[length++] = copied;
    }
    out += characters;
  }
  copy(text.length, copied);
  return { text: out, from: from.subarray(0, length), to: to.subarray(0, length) };
}

/** A text without the beginning of a character at its end, of which the rest was not read. */
export function withoutBegun(text: string): string {
  const tail = Math.max(0, text.length - LONGEST_BEGUN);
  return text.slice(0, tail + text.slice(tail).search(BEGUN));
}
