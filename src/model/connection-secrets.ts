import { LEFT_OUT } from './redacted-text.ts';
import { secretMembers } from './secret-name.ts';
import { secretMembersOf, withoutTextSecrets } from './without-secrets.ts';

/** Names that look like a secret's and are none. */
const HARMLESS: ReadonlySet<string> = new Set(['tokenParameter', 'credentials']);

/** Paths into readings, and what a template has filled in: they stand for something that is not there. */
const PLACEHOLDER = /^\$(value|device|property|\$?([.[].*)?)$/s;

const PROBLEM = 'This looks like a secret, and it would be kept in this browser and exported: leave it out';

const GONE = 'A secret was left out here, and this would be sent in its place: remove it';

/** Stands for the page where an address is relative to it. */
const PAGE = new URL('http://page.invalid/');

/** An address, absolute or relative, as a browser reads it: spaces around it count for nothing. null where it is none. */
function addressOf(text: string): URL | null {
  try {
    return new URL(text, PAGE);
  } catch {
    return null;
  }
}

/** Parameters after a `#`: some servers hand out links with the token there. */
function afterHash(url: URL): URLSearchParams {
  return new URLSearchParams(url.hash.slice(1));
}

/** In an address these are secrets, too: a signature, and the key of a function in a cloud. */
const IN_ADDRESS = /^(pw|bearer|sig|code)$/i;

/** The names of an address's parameters that are secrets. */
function secretParameters(url: URL): readonly string[] {
  const all = [...url.searchParams, ...afterHash(url)];
  const isSecret = secretMembers(Object.fromEntries(all));
  return all.flatMap(([name]) => (isSecret(name) || IN_ADDRESS.test(name) ? [name] : []));
}

/** What an address holds that must not be kept, in words; null where it is clean. */
function secretInAddress(url: URL): string | null {
  if (url.username !== '' || url.password !== '') {
    return 'An address must not hold a user name or password: choose "Ask me" under "Sign-in" instead';
  }
  const [parameter] = secretParameters(url);
  return parameter === undefined
    ? null
    : `An address must not hold a secret ("${parameter}"): choose "Ask me" under "Sign-in" instead`;
}

/** An address without user name, password and secret parameters. Relative ones come out absolute in their path. */
export function withoutAddressSecrets(address: string): string {
  const url = addressOf(address);
  if (url === null || secretInAddress(url) === null) return address;
  url.username = '';
  url.password = '';
  const secrets = secretParameters(url);
  for (const name of secrets) url.searchParams.delete(name);
  if (secrets.some((name) => afterHash(url).has(name))) url.hash = '';
  if (URL.canParse(address)) return url.href;
  return url.host === PAGE.host ? url.href.slice(PAGE.origin.length) : url.href.slice(url.protocol.length);
}

/** Where something is that looks like a secret, and what to do about it. */
type Found = readonly [path: string, problem: string];

/** Whether there is anything in a value that could be secret. */
function holdsAny(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && !PLACEHOLDER.test(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsAny);
  return typeof value === 'number';
}

/** Whether what stands under a name that looks like a secret's is one. Lists under `keys` alone are names of quantities more often. */
function isSecret(name: string, value: unknown): boolean {
  if (HARMLESS.has(name) || !holdsAny(value)) return false;
  return typeof value === 'string' || !/^keys?$/i.test(name);
}

function cleanText(text: string, path: string, found: Found[]): string {
  const url = addressOf(text);
  const problem = url && secretInAddress(url);
  const address = problem === null ? text : withoutAddressSecrets(text);
  const clean = withoutTextSecrets(address);
  if (clean !== text) found.push([path, problem ?? PROBLEM]);
  else if (text.includes(LEFT_OUT)) found.push([path, GONE]);
  return clean;
}

/** A part of a connection without what looks like a secret. @param found gets where that was */
function clean(value: unknown, path: string, found: Found[]): unknown {
  if (typeof value === 'string') return cleanText(value, path, found);
  if (Array.isArray(value)) return value.map((one, index) => clean(one, `${path}[${index}]`, found));
  return typeof value === 'object' && value !== null ? cleanMembers(value, path, found) : value;
}

function cleanMembers(value: object, path: string, found: Found[]): Record<string, unknown> {
  const isNamed = secretMembersOf(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const at = path === '' ? name : `${path}.${name}`;
      if (one === LEFT_OUT || !isNamed(name) || !isSecret(name, one)) return [name, clean(one, at, found)];
      const within: Found[] = [];
      clean(one, at, within);
      found.push(...(within.length > 0 ? within : ([[at, PROBLEM]] as const)));
      return [name, LEFT_OUT];
    }),
  );
}

/** A connection as it may be kept and exported. @param leftOut gets the paths of what looked like a secret */
export function withoutSecrets(connection: object, leftOut: string[]): Record<string, unknown> {
  const found: Found[] = [];
  const kept = cleanMembers(connection, '', found);
  leftOut.push(...found.map(([path]) => path));
  return kept;
}

/** Where a connection holds what looks like a secret: it would be kept in this browser and be in every export. Paths, and what to do. */
export function secretsIn(connection: object): readonly Found[] {
  const found: Found[] = [];
  cleanMembers(connection, '', found);
  return found;
}
