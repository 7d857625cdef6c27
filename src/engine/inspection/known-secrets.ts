import { LEFT_OUT } from '../audit/redact.ts';
import { hasEscapes, unescaped, unescapedAt, withoutBegun } from './escapes.ts';
import { occurrencesOf } from './occurrences.ts';

/** A secret shorter than this would take half of every frame with it. */
const LEAST_LENGTH = 4;

/** How known secrets may be written. */
interface Forms {
  readonly of: readonly string[];
  /** As they are, in an address, in a text of JSON. */
  readonly exact: readonly string[];
  /** To be sought in a text without escapes: writers of JSON and of addresses differ in what they escape, and how. */
  readonly loose: readonly string[];
  readonly hasSpaces: boolean;
}

/** Frame after frame has the same secrets to be left out. */
let latest: Forms = { of: [], exact: [], loose: [], hasSpaces: false };

function formsOf(known: readonly string[]): Forms {
  const { of } = latest;
  if (known.length === of.length && known.every((secret, index) => secret === of[index])) return latest;
  const distinct = (forms: string[]) => [...new Set(forms)].filter(({ length }) => length >= LEAST_LENGTH);
  const secrets = known.filter(({ length }) => length >= LEAST_LENGTH);
  const loose = distinct(secrets.map(unescaped));
  latest = {
    of: known,
    exact: distinct(
      secrets.flatMap((one) => [one, encodeURIComponent(one), JSON.stringify(one).slice(1, -1)]),
    ),
    loose,
    hasSpaces: loose.some((one) => one.includes(' ')),
  };
  return latest;
}

/** A part of a text. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/** A text without the secrets that are known. */
export function withoutKnown(text: string, known: readonly string[]): string {
  const { exact, loose, hasSpaces } = formsOf(known);
  const isExact = isAnyIn(text, exact);
  const isLoose = loose.length > 0 && hasEscapes(text, hasSpaces) && isAnyIn(unescaped(text), loose);
  if (!isExact && !isLoose) return text;
  let out = '';
  let copied = 0;
  for (const { from, to } of joined(search(text, exact, isLoose ? loose : []).found)) {
    out += text.slice(copied, from) + LEFT_OUT;
    copied = to;
  }
  return out + text.slice(copied);
}

function isAnyIn(text: string, forms: readonly string[]): boolean {
  return forms.some((form) => text.includes(form));
}

/**
 * Where the beginning of a longer text has to end, so that no known secret is in it of which only a part is there.
 * @param text as far as it was read
 */
export function endOfKnown(text: string, known: readonly string[]): number {
  const { exact, loose } = formsOf(known);
  if (exact.length === 0) return text.length;
  const { found, begun } = search(withoutBegun(text), exact, loose);
  // One may be there in whole that ends with what another begins with.
  const across = joined(found).find(({ from, to }) => from < begun && begun < to);
  return across ? across.from : begun;
}

/** All that is in a text of some forms, and where at its end one of them may begin. */
function search(
  text: string,
  exact: readonly string[],
  loose: readonly string[],
): { readonly found: Part[]; readonly begun: number } {
  const found: Part[] = [];
  let begun = text.length;
  for (const form of exact) {
    const at = occurrencesOf(form, text);
    begun = Math.min(begun, at.begun);
    for (const from of at.starts) found.push({ from, to: from + form.length });
  }
  if (loose.length === 0) return { found, begun };
  const plain = unescapedAt(text);
  for (const form of loose) {
    const at = occurrencesOf(form, plain.text);
    begun = Math.min(begun, plain.from[at.begun] ?? text.length);
    for (const start of at.starts) {
      const from = plain.from[start] ?? text.length;
      found.push({ from, to: plain.to[start + form.length - 1] ?? text.length });
    }
  }
  return { found, begun };
}

/** Parts in order, those that overlap as one. */
function joined(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of [...parts].sort((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && part.from < last.to)
      all[all.length - 1] = { from: last.from, to: Math.max(last.to, part.to) };
    else all.push(part);
  }
  return all;
}
