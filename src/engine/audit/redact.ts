import type { Json } from '../../model/command.ts';
import { LEFT_OUT, redactedText } from '../../model/redacted-text.ts';
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

/** `Array.isArray` does not tell a read-only list from an object. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
