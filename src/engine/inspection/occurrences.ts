/** Where a text has another one in it. */
interface Occurrences {
  /** Beginnings of all of them, also of such as overlap. */
  readonly starts: readonly number[];
  /** Beginning of what may become one, where the text goes on; its end where nothing may. */
  readonly begun: number;
}

/** Finds all occurrences in one pass over the text, whatever is in it (Knuth, Morris and Pratt). @param sought not empty */
export function occurrencesOf(sought: string, text: string): Occurrences {
  const shorter = shorterOf(sought);
  const starts: number[] = [];
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    while (length > 0 && text.charCodeAt(at) !== sought.charCodeAt(length)) length = shorter[length - 1] ?? 0;
    if (text.charCodeAt(at) === sought.charCodeAt(length)) length += 1;
    if (length < sought.length) continue;
    starts.push(at + 1 - length);
    length = shorter[length - 1] ?? 0;
  }
  return { starts, begun: text.length - length };
}

/** Of each beginning of a text: how long the longest is that it ends with, too. */
function shorterOf(sought: string): Uint32Array {
  const shorter = new Uint32Array(sought.length);
  let length = 0;
  for (let at = 1; at < sought.length; at++) {
    while (length > 0 && sought.charCodeAt(at) !== sought.charCodeAt(length))
      length = shorter[length - 1] ?? 0;
    if (sought.charCodeAt(at) === sought.charCodeAt(length)) length += 1;
    shorter[at] = length;
  }
  return shorter;
}
