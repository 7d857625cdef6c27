import type { Decoded } from '../../model/inspection.ts';
import { isSecretName } from '../../model/secret-name.ts';

/** Ends of names under which a number is a secret, too; under others, as `active_keys` or `auth-failures`, it is a count. */
const LETS_IN =
  /(passw(or)?d|passphrase|passcode|pwd|token|secret|credential|jwt|(wi-?fi|wlan|user|login)[^a-z]?pass|(^|[^a-z])(key|psk|otp|auth))[_-]?\d*$/i;
/** Kinds of keys that are written in one word. Other words end so by chance: whiskey, turkey, monkey. */
const KEY_IN_ONE_WORD =
  /(^|[^a-z])(access|account|api|app|auth|client|crypto|device|encryption|host|license|master|network|nwk|pass|private|product|pub(lic)?|secret|security|server|session|shared|sign(ing)?|ssh|user|web|wep|wifi|wpa)keys?[_-]?\d*$/i;
/** The value that a text beside it names. */
const NAMED = /^(val(ue)?s?|value[_-]?\w{1,20}|contents?|data)$/i;
/** A reading: a number, or one with its unit. */
const READING =
  /(?:-?\d{1,12}(?:\.\d{1,12})?(?:e[+-]?\d{1,3})?|\[\s{0,8}-?\d{1,12}(?:\.\d{1,12})?(?:e[+-]?\d{1,3})?\s{0,8}(?:,\s{0,8}"[^"]{0,8}"\s{0,8})?\])(?=\s{0,8}(?:[,}\]]|$))/iy;

/** Whether what stands under this name is a secret. `key` alone names quantities more often. */
export function isSecretMember(name: string): boolean {
  return name !== '' && !/^keys?$/i.test(name) && isSecretName(name);
}

/** Whether a text calls what stands beside it a secret: as {@link isSecretMember} of a name, but texts have words that only end like one. */
export function callsSecret(text: string): boolean {
  if (!isSecretMember(text)) return false;
  return isKeyInOneWord(text) || isSecretName(apart(text).replace(/([a-z])keys?$/i, '$1'));
}

/** Whether a text says no more than that something is a pass: of what is no name, that is how a test ended. */
export function isPass(text: string): boolean {
  return /[^a-z]pass$/i.test(apart(text)) && !isSecretName(`${text} `);
}

/** Whether what bears this name may be a password, where something beside it says whose it is. */
export function maybeSomebodys(name: string): boolean {
  return /^pass$/i.test(name);
}

/** Whether this member says whose a `pass` beside it is. */
export function saysWhose(name: string): boolean {
  return /ssid|user|login/i.test(name);
}

function isKeyInOneWord(name: string): boolean {
  return KEY_IN_ONE_WORD.test(apart(name));
}

/** camelCase as words. */
function apart(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2');
}

/** Whether a member may be named by a text beside it. */
export function isNamedMember(name: string): boolean {
  return NAMED.test(name);
}

/** Whether a number under the name of a secret is one, too. */
export function letsIn(name: string): boolean {
  return LETS_IN.test(apart(name)) || isKeyInOneWord(name);
}

/** After the reading that begins at `at`; 0 where there is none. */
export function endOfReading(text: string, at: number): number {
  READING.lastIndex = at;
  return READING.test(text) ? READING.lastIndex : 0;
}

/** Whether a value that was read out of a frame is left out beside it: for its name, or as a value of what bears a secret's name itself. */
export function isSecretValue({ what, device, name, value }: Decoded): boolean {
  if (isSecretMember(name) && (typeof value !== 'number' || letsIn(name))) return true;
  if (!callsSecret(device) || !letsIn(device)) return false;
  // A reading that has a name of its own is one of the lock, or of what else the device may be.
  if (what === 'reading') return isNamedMember(name);
  return (what === 'state' || what === 'event') && typeof value === 'string';
}
