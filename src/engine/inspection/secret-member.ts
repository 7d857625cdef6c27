import type { Decoded } from '../../model/inspection.ts';
import { isSecretName } from '../../model/secret-name.ts';

/** Names under which a number is a secret, too; under others, as `active_keys` or `auth-failures`, it is a count. */
const LETS_IN =
  /(passw(or)?d|passphrase|passcode|pwd|token|secret|credential|key|psk|otp|jwt|auth)[_-]?\d*$/i;
/** A reading: a number, or one with its unit. */
const READING =
  /(?:-?\d{1,12}(?:\.\d{1,12})?(?:e[+-]?\d{1,3})?|\[\s{0,8}-?\d{1,12}(?:\.\d{1,12})?(?:e[+-]?\d{1,3})?\s{0,8}(?:,\s{0,8}"[^"]{0,8}"\s{0,8})?\])(?=\s{0,8}(?:[,}\]]|$))/iy;

/** Whether what stands under this name is a secret. `key` alone names quantities more often. */
export function isSecretMember(name: string): boolean {
  return name !== '' && !/^keys?$/i.test(name) && isSecretName(name);
}

/** Whether a number under the name of a secret is one, too. */
export function letsIn(name: string): boolean {
  return LETS_IN.test(name);
}

/** After the reading that begins at `at`; 0 where there is none. */
export function endOfReading(text: string, at: number): number {
  READING.lastIndex = at;
  return READING.test(text) ? READING.lastIndex : 0;
}

/** Whether a value that was read out of a frame is left out beside it: for its name, or as a text of what bears a secret's name itself. */
export function isSecretValue({ what, device, name, value }: Decoded): boolean {
  if (isSecretMember(name) && (typeof value !== 'number' || letsIn(name))) return true;
  return (
    (what === 'state' || what === 'event') &&
    typeof value === 'string' &&
    isSecretMember(device) &&
    letsIn(device)
  );
}
