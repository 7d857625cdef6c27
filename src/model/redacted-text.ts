import { isSecretName } from './secret-name.ts';

/** Stands where a secret was. */
export const LEFT_OUT = '[left out]';

/**
 * Secrets inside of running text: bearer and basic headers, JSON web tokens, credentials in addresses.
 * None is tried again inside of what it was tried on, so that hostile text of megabytes costs no more time than other text.
 */
const SECRETS_IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${LEFT_OUT}`],
  [/(?<![\w-])(?=[\w-]+\.[\w-])([\w-]*?)\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, `$1${LEFT_OUT}`],
  [/(\/\/)[^\s/@:]+:[^\s/@]+@/g, `$1${LEFT_OUT}@`],
];

/** A name and what parts it from its value; in JSON within JSON quotes are escaped, and an `Authorization` begins with its kind. */
const NAMED =
  /((?:(?:wi-?fi|wlan|user|login) |(?<![\w-]))[\w-]+)\\{0,4}["']?\s{0,8}[=:]\s{0,8}((?:Bearer|Basic|Digest|Token)\s{1,8}(?!\s*[=:]))?/gi;
/** What was left out before is no value any more. */
const VALUE = /(?!\\{0,4}"\[left out\]\\{0,4}")(?:\\{0,4}"[^"]*"|'[^']*'|\[[^[\]]*\]|\{[^{}]*\}|[^\s,;&}]+)/y;
/** A tag, and what it holds. A `key` holds a name more often. */
const TAG = /<(?!keys?\b)([\w:.-]+)(?:\s[^<>]*)?>\s*/gi;
const HELD = /<!\[CDATA\[[^\]]*|[^<]+/y;
/** Says whose something is, so that a `pass` beside it is no count of what has passed. */
const WHOSE = /(?<![\w-])(?=[\w-]*(?:ssid|user|login))[\w-]+(?:\\{0,4}["']?\s{0,8}[=:]|>)/i;

/** Text without the values of what bears a secret's name. @param names with what parts them from values, of which the second group belongs to the value */
function without(text: string, names: RegExp, value: RegExp, isSomebodys: boolean): string {
  let clean = '';
  let end = 0;
  names.lastIndex = 0;
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const [, name = '', kind = ''] = match;
    const from = names.lastIndex;
    const isQuoted = /["'[{\\]/.test(text.charAt(from));
    value.lastIndex = from;
    // What looks like a kind, or like a value, may be a name itself: `auth: token = …`.
    names.lastIndex -= kind.length;
    // A name within a value that is left out: it ends where that does.
    if (from < end && !isQuoted) continue;
    if (!(isSecretName(name) || (isSomebodys && /^pass$/i.test(name))) || !value.test(text)) continue;
    if (from >= end) clean += text.slice(end, from) + LEFT_OUT;
    end = Math.max(end, value.lastIndex);
    if (isQuoted) names.lastIndex = end;
  }
  return clean + text.slice(end);
}

/** Running text without the secrets that can be told in it: `name=value`, `"name": "value"`, `<name>value</name>`, and what looks like one. */
export function redactedText(text: string): string {
  const told = SECRETS_IN_TEXT.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
  const isSomebodys = WHOSE.test(told);
  return without(without(told, NAMED, VALUE, isSomebodys), TAG, HELD, isSomebodys);
}

/** Words without a secret that is known. They may be cut at a `…`: its beginning there is left out, too. */
export function withoutThis(secret: string, words: string, instead: string): string {
  let clean = words.replaceAll(secret, instead);
  for (let length = Math.min(secret.length, clean.lastIndexOf('…')); length > 3; length--)
    clean = clean.replaceAll(`${secret.slice(0, length)}…`, instead);
  return clean;
}
