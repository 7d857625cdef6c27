/** After the closing quote of the string that begins at `start`, or the end of the text. */
export function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at += 1;
    else if (code === 0x22) return at + 1;
  }
  return text.length;
}

export function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

/** After the object, list or word that begins at `start`: brackets are counted, strings passed over. */
export function endOfValue(text: string, start: number): number {
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
export function contentOf(text: string, start: number, end: number): string {
  const isClosed = end - start > 1 && text[end - 1] === '"';
  const raw = text.slice(start + 1, isClosed ? end - 1 : end);
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}

/** Whether a text is an object or a list itself. */
export function isJson(text: string): boolean {
  // A refusal by the parser takes its time.
  if (!/^\s*[[{]/.test(text) || !/[\]}]\s*$/.test(text.slice(-9))) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
