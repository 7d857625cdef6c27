/** What stands for half of a surrogate pair, as in the browser's own encoder. */
const REPLACEMENT = 0xfffd;

/** The character at a place of a text; half a pair is replaced. */
function codePoint(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  return code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code;
}

/** Bytes that a text takes as UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = codePoint(text, at);
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_00_00 ? 3 : 4;
    if (code > 0xffff) at += 1;
  }
  return length;
}

/**
 * Writes a text as UTF-8, without the buffers that the browser's own encoder makes for each: names and units are short.
 * @param at index of the first byte
 * @returns index behind the last byte
 */
export function writeUtf8(text: string, bytes: Uint8Array, at: number): number {
  let to = at;
  for (let from = 0; from < text.length; from++) {
    const code = codePoint(text, from);
    if (code < 0x80) {
      bytes[to++] = code;
      continue;
    }
    if (code < 0x800) bytes[to++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x1_00_00) bytes[to++] = 0xe0 | (code >> 12);
      else {
        bytes[to++] = 0xf0 | (code >> 18);
        bytes[to++] = 0x80 | ((code >> 12) & 0x3f);
        from += 1;
      }
      bytes[to++] = 0x80 | ((code >> 6) & 0x3f);
    }
    bytes[to++] = 0x80 | (code & 0x3f);
  }
  return to;
}
