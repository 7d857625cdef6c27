import { formatAsWritten } from './as-written.ts';
import { write } from './text.ts';

type Pattern = readonly [look: RegExp, text: string];

let patterns: readonly Pattern[] = [];
const known = new Map<string, string>();
/** Sentences kept with their translation; then all are forgotten. */
const KEPT = 500;
/** A refusal for an interlock, which has a condition, which has two limits: deeper is no sentence of ours. */
const DEPTH = 4;
/** Where something is wrong: `config.json: `, `connections[0].url: `. Its words belong to the file, not to a language. */
const PLACE = /^\S+: /;
/** Placeholders that a number may stand for; of the others one may be a device's or a host's name. */
const AMOUNT = /^([nm]|value|state)$/;
/** Only decimals differ between languages here: a whole number may be a code or a version. */
const WITH_DECIMALS = /^-?\d+\.\d+(e[+-]\d+)?$/;

/** What the sentences of `said.json` look like, in the language that is now in use. */
export function setPatterns(sources: readonly (readonly [pattern: string, text: string])[]): void {
  patterns = sources.map(([pattern, text]) => [new RegExp(`^${pattern}$`, 's'), text]);
  known.clear();
}

/**
 * A finished English sentence, made where no language is known (the engine, the session, the audit's store), in the page's
 * language. What is not in `said.json` stays as it is: what a back end says is nobody's to translate.
 */
export function said(sentence: string): string {
  if (patterns.length === 0 || sentence === '') return sentence;
  const before = known.get(sentence);
  if (before !== undefined) return before;
  if (known.size >= KEPT) known.clear();
  const translated = find(sentence, DEPTH);
  known.set(sentence, translated);
  return translated;
}

function find(sentence: string, depth: number): string {
  const whole = write(sentence);
  if (whole !== sentence || depth === 0) return whole;
  for (const [look, text] of patterns) {
    const groups = look.exec(sentence)?.groups;
    if (!groups) continue;
    return write(
      text,
      Object.fromEntries(
        Object.entries(groups).map(([name, value]) => [
          name,
          AMOUNT.test(name) && WITH_DECIMALS.test(value)
            ? formatAsWritten(Number(value))
            : find(value, depth - 1),
        ]),
      ),
    );
  }
  const place = PLACE.exec(sentence)?.[0];
  if (place !== undefined) return place + find(sentence.slice(place.length), depth);
  const sentences = sentence.split(/(?<=[.!?]) (?=[A-Z])/);
  return sentences.length > 1 ? sentences.map((one) => find(one, depth - 1)).join(' ') : sentence;
}
