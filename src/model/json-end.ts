const SPACE = /[ \t\n\r]*/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const UNICODE_ESCAPE = /u[\da-fA-F]{4}/y;
const FIRST_PRINTABLE = 0x20;

/** What may stand at a place; `first` where the object or list may end instead. */
type Expected = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'more';

/** How far an expression matches from a place on; the place itself where it does not. */
function past(expression: RegExp, text: string, from: number): number {
  expression.lastIndex = from;
  return expression.test(text) ? expression.lastIndex : from;
}

/** Behind a string's last quote. @param bad is told where it stops being one */
function pastString(text: string, from: number, bad: (at: number) => void): number {
  let at = from + 1;
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text.charCodeAt(at) < FIRST_PRINTABLE) {
      bad(at);
      return at;
    }
    if (text[at] !== '\\') continue;
    const behind = past(UNICODE_ESCAPE, text, at + 1);
    if (behind > at + 1) at = behind - 1;
    else if ('"\\/bfnrt'.includes(text[at + 1] ?? '"')) at += 1;
    else {
      bad(at);
      return at;
    }
  }
  if (at >= text.length) bad(text.length);
  return at + 1;
}

/**
 * Where a text stops being JSON (RFC 8259): the place of the first token that cannot stand there, the text's length where it ends too
 * early, -1 where it is JSON. Browsers do not all say it, nor each time.
 */
export function jsonEnd(text: string): number {
  /** What is open, outermost first. */
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let wrong = -1;
  const bad = (at: number) => {
    wrong = at;
  };
  for (let at = past(SPACE, text, 0); wrong < 0; at = past(SPACE, text, at)) {
    if (at >= text.length) return expected === 'more' && open.length === 0 ? -1 : text.length;
    const token = text[at];
    const inside = open.at(-1);
    const isEnd = token === (inside === '{' ? '}' : ']');
    if (inside && isEnd && (expected === 'more' || expected.startsWith('first'))) {
      open.pop();
      expected = 'more';
      at += 1;
    } else if (expected === 'more' && inside && token === ',') {
      expected = inside === '{' ? 'name' : 'value';
      at += 1;
    } else if (expected === 'colon' && token === ':') {
      expected = 'value';
      at += 1;
    } else if (expected.endsWith('name') && token === '"') {
      expected = 'colon';
      at = pastString(text, at, bad);
    } else if (expected.endsWith('value') && (token === '{' || token === '[')) {
      open.push(token);
      expected = token === '{' ? 'first name' : 'first value';
      at += 1;
    } else if (expected.endsWith('value')) {
      const behind = token === '"' ? pastString(text, at, bad) : past(PLAIN, text, at);
      if (behind === at && wrong < 0) bad(at);
      expected = 'more';
      at = behind;
    } else bad(at);
  }
  return wrong;
}

/** Line and column of a position in a text, both from 1. */
function place(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** What is wrong with a text that is no JSON, in words that do not quote it: it may hold credentials. */
export function jsonTrouble(text: string): string {
  const end = jsonEnd(text);
  return end >= text.length ? 'it ends too early' : `it goes wrong at ${place(text, end)}`;
}
