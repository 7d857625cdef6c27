import { LEFT_OUT, redactedText } from './redacted-text.ts';
import { secretMembers } from './secret-name.ts';

/** What stands after `Basic` in an Authorization header: a user name and a password in base64. */
function isAccount(text: string): boolean {
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes(':');
  } catch {
    return false;
  }
}

/** The object or list of JSON that a text is; undefined for another. */
function jsonIn(text: string): unknown {
  try {
    return /^\s*[[{]/.test(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** {@link redactedText} of what people write and want back as it was: "Basic heating" is none of the secrets that `Basic` may begin. */
export function withoutTextSecrets(text: string): string {
  const leftOut: string[] = [];
  const held = withoutSecrets(jsonIn(text), '', leftOut);
  if (leftOut.length > 0) return JSON.stringify(held);
  const told = text.replace(/\bBasic\s+(?=([\w.~+/=-]{4,}))/gi, (begins, next: string) =>
    isAccount(next) ? begins : '',
  );
  return redactedText(told) === told ? text : redactedText(text);
}

/** What controls say to people. It names no value beside it: a button "Key" orders what it orders. */
const WORDS: ReadonlySet<string> = new Set(['label', 'confirm']);

/** As {@link secretMembers}, of what people write. */
export function secretMembersOf(object: object): (name: string) => boolean {
  return secretMembers(Object.fromEntries(Object.entries(object).filter(([name]) => !WORDS.has(name))));
}

/**
 * A value without secrets: what stands under a secret's name, or beside a text that names it, and what looks like one in texts.
 * @param leftOut gets the paths of what was taken out
 * @param isNone whether what stands under a secret's name is none itself, as it only refers to one
 */
export function withoutSecrets(
  value: unknown,
  path: string,
  leftOut: string[],
  isNone: (value: unknown) => boolean = () => false,
): unknown {
  if (typeof value === 'string') {
    const clean = withoutTextSecrets(value);
    if (clean !== value) leftOut.push(path);
    return clean;
  }
  if (Array.isArray(value))
    return value.map((one, index) => withoutSecrets(one, `${path}[${index}]`, leftOut, isNone));
  if (typeof value !== 'object' || value === null) return value;
  const isSecret = secretMembersOf(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const at = path === '' ? name : `${path}.${name}`;
      if (!isSecret(name) || one === null || one === '' || typeof one === 'boolean' || isNone(one)) {
        return [name, withoutSecrets(one, at, leftOut, isNone)];
      }
      leftOut.push(at);
      return [name, LEFT_OUT];
    }),
  );
}
