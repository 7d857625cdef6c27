/** Stands where a secret was. */
export const LEFT_OUT = '[left out]';

/**
 * Secrets inside of running text: bearer and basic headers, JSON web tokens, `name=value`, credentials in addresses.
 * Their repetitions are bounded where one could begin inside of another, so that hostile text of 64 KiB costs no time.
 */
const SECRETS_IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${LEFT_OUT}`],
  [/\beyJ[\w-]{1,400}\.[\w-]+(\.[\w-]*)?/g, LEFT_OUT],
  [
    /((?:passw\w{0,20}|passphrase|pwd|token|secret|key)["']?\s{0,8}[=:]\s{0,8})("[^"]*"|'[^']*'|[^\s,;&}]+)/gi,
    `$1${LEFT_OUT}`,
  ],
  [/(\/\/)[^\s/@:]+:[^\s/@]+@/g, `$1${LEFT_OUT}@`],
];

/** Running text without the secrets that can be told in it. */
export function redactedText(text: string): string {
  return SECRETS_IN_TEXT.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
}
