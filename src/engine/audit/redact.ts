import type { Json } from '../../model/command.ts';
import { LEFT_OUT, redactedText, withoutThis } from '../../model/redacted-text.ts';
import { secretMembers } from '../../model/secret-name.ts';

export { LEFT_OUT, redactedText };

/** A value without secrets: whatever stands under a secret's name, or beside one that names it, and what looks like one in texts. */
export function redacted(value: Json): Json {
  if (typeof value === 'string') return redactedText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(redacted);
  const isSecret = secretMembers(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, isSecret(name) ? LEFT_OUT : redacted(one)]),
  );
}

/** Words without what {@link redacted} leaves out of a value. @param isSecret the whole of it is */
export function withoutSecrets(words: string, value: Json, isSecret: boolean): string {
  if (typeof value === 'object') {
    const isMember = secretMembers(value ?? {});
    return Object.entries(value ?? {}).reduce(
      (rest, [name, one]) => withoutSecrets(rest, one, isSecret || isMember(name)),
      words,
    );
  }
  if (!isSecret || typeof value === 'boolean') return words;
  const text = String(value);
  // A short one may be a part of other words.
  return text.length < 4
    ? words.replace(/[\p{L}\p{N}]+/gu, (word) => (word === text ? LEFT_OUT : word))
    : withoutThis(JSON.stringify(text).slice(1, -1), withoutThis(text, words, LEFT_OUT), LEFT_OUT);
}

/** `Array.isArray` does not tell a read-only list from an object. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
