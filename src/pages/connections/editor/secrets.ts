import { isSecretName } from '../../../model/secret-name.ts';

/** Names that look like a secret's and are none. */
const HARMLESS: ReadonlySet<string> = new Set(['tokenParameter', 'credentials']);

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

/** What an address holds that must not be kept, in words; null where it is clean. */
function secretInAddress(url: URL): string | null {
  if (url.username !== '' || url.password !== '') {
    return 'An address must not hold a user name or password: choose "Ask me" under "Sign-in" instead';
  }
  const parameters = [...url.searchParams.keys(), ...afterHash(url).keys()];
  const parameter = parameters.find((name) => isSecretName(name));
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
  for (const name of [...url.searchParams.keys()]) if (isSecretName(name)) url.searchParams.delete(name);
  if ([...afterHash(url).keys()].some((name) => isSecretName(name))) url.hash = '';
  if (URL.canParse(address)) return url.href;
  return url.host === PAGE.host ? url.href.slice(PAGE.origin.length) : url.href.slice(url.protocol.length);
}

/** The same value with every address in it as {@link withoutAddressSecrets} leaves it. */
export function withoutSecretAddresses(value: unknown): unknown {
  if (typeof value === 'string') return withoutAddressSecrets(value);
  if (Array.isArray(value)) return value.map(withoutSecretAddresses);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutSecretAddresses(one)]));
}

/**
 * Where a connection holds what looks like a secret: it would be kept in this browser and be in every export. Paths, and what to do.
 * Templates' `$value` stands for something that is not there.
 */
export function secretsIn(value: unknown, path = ''): readonly (readonly [path: string, problem: string])[] {
  if (typeof value === 'string') {
    const url = addressOf(value);
    const problem = url && secretInAddress(url);
    return problem === null ? [] : [[path, problem]];
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => secretsIn(one, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]): readonly (readonly [string, string])[] => {
    const at = path === '' ? name : `${path}.${name}`;
    const isText = typeof one === 'string' && one !== '' && !one.startsWith('$');
    if (isText && !HARMLESS.has(name) && isSecretName(name)) {
      return [
        [at, 'This looks like a secret, and it would be kept in this browser and exported: leave it out'],
      ];
    }
    return secretsIn(one, at);
  });
}
