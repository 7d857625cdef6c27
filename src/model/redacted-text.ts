import { isSecretName } from './secret-name.ts';

/** Stands where a secret was. */
export const LEFT_OUT = '[left out]';

/**
 * Secrets inside of running text: bearer and basic headers, JSON web tokens, credentials in addresses.
 * Their repetitions are bounded where one could begin inside of another, so that hostile text of 64 KiB costs no time.
 */
const SECRETS_IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${LEFT_OUT}`],
  [/\beyJ[\w-]{1,400}\.[\w-]+(\.[\w-]*)?/g, LEFT_OUT],
  [/(\/\/)[^\s/@:]+:[^\s/@]+@/g, `$1${LEFT_OUT}@`],
];

/** A name and what parts it from its value; in JSON within JSON quotes are escaped, and an `Authorization` begins with its kind. */
const NAMED =
  /((?:(?:wi-?fi|wlan|user|login) )?[\w-]{1,60})\\{0,4}["']?\s{0,8}[=:]\s{0,8}(?:(?:Bearer|Basic|Digest|Token)\s{1,8})?/gi;
const VALUE = /\\{0,4}"[^"]*"|'[^']*'|\[[^[\]]*\]|\{[^{}]*\}|[^\s,;&}]+/y;

/** Text without the values of what bears a secret's name: `name=value`, `"name": "value"`. */
function withoutNamed(text: string): string {
  let clean = '';
  let end = 0;
  NAMED.lastIndex = 0;
  for (let match = NAMED.exec(text); match; match = NAMED.exec(text)) {
    VALUE.lastIndex = NAMED.lastIndex;
    if (!isSecretName(match[1] ?? '') || !VALUE.test(text)) continue;
    clean += text.slice(end, NAMED.lastIndex) + LEFT_OUT;
    end = VALUE.lastIndex;
    NAMED.lastIndex = end;
  }
  return clean + text.slice(end);
}

/** Running text without the secrets that can be told in it. */
export function redactedText(text: string): string {
  return withoutNamed(
    SECRETS_IN_TEXT.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text),
  );
}
