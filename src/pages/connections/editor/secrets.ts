import { isSecretName } from '../../../model/secret-name.ts';

/** Names that look like a secret's and are none. */
const HARMLESS: ReadonlySet<string> = new Set(['tokenParameter', 'credentials']);

/** What an address holds that must not be kept, in words; null where it is clean. Relative ones and none at all are. */
function secretInAddress(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.username !== '' || url.password !== '') {
    return 'An address must not hold a user name or password: choose "Ask me" under "Sign-in" instead';
  }
  const parameter = [...url.searchParams.keys()].find((name) => isSecretName(name));
  return parameter === undefined
    ? null
    : `An address must not hold a secret ("${parameter}"): choose "Ask me" under "Sign-in" instead`;
}

/** An address without user name, password and secret parameters. */
export function withoutAddressSecrets(address: string): string {
  if (secretInAddress(address) === null) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) if (isSecretName(name)) url.searchParams.delete(name);
  return url.href;
}

/**
 * Where a connection holds what looks like a secret: it would be kept in this browser and be in every export. Paths, and what to do.
 * Templates' `$value` stands for something that is not there.
 */
export function secretsIn(value: unknown, path = ''): readonly (readonly [path: string, problem: string])[] {
  if (typeof value === 'string') {
    const problem = /^(https?|wss?):/i.test(value) ? secretInAddress(value) : null;
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
