import { setup } from '../../config/index.ts';
import type { OwnConnections } from '../../config/own.ts';
import { draftOf } from './editor/draft.ts';
import { allConnections } from './own.ts';

/** The deployment's own file, as it is now. @throws Error in words for the person */
async function deployed(): Promise<object> {
  const { base, hasSignIn } = setup();
  try {
    const response = await fetch(new URL('config.json', base), { cache: 'no-store' });
    const file: unknown = response.ok ? await response.json() : null;
    const isFile = typeof file === 'object' && file !== null && !Array.isArray(file);
    // An answer of something in between would be exported as a deployment that lets everybody in.
    if (isFile && (!hasSignIn || 'oidc' in file)) return file;
  } catch {
    // No answer, or not JSON: said below.
  }
  throw new Error(
    'Nothing was exported: the server does not give its own config.json now, which the rest is taken from. Check the network, then try again.',
  );
}

/**
 * A config.json of the deployment with the connections as they are used here: those of this browser in it, those that are left out not.
 * Without secrets: where there was one, the person is asked for it.
 * @throws Error in words for the person
 */
export async function exportedConfig(own: OwnConnections): Promise<string> {
  const connections = allConnections(own)
    .filter((one) => !own.disabled.includes(one.id))
    .map((one) => draftOf(one));
  return `${JSON.stringify({ ...(await deployed()), connections }, null, 2)}\n`;
}
