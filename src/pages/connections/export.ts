import { setup } from '../../config/index.ts';
import type { OwnConnections } from '../../config/own.ts';
import { draftOf } from './editor/draft.ts';
import { allConnections } from './own.ts';

/**
 * A config.json of the deployment with the connections as they are used here: those of this browser in it, those that are left out not.
 * Without secrets: where there was one, the person is asked for it.
 */
export async function exportedConfig(own: OwnConnections): Promise<string> {
  const connections = allConnections(own)
    .filter((one) => !own.disabled.includes(one.id))
    .map(draftOf);
  const response = await fetch(new URL('config.json', setup().base), { cache: 'no-store' });
  const file: unknown = await response.json();
  const rest = typeof file === 'object' && file !== null ? file : {};
  return `${JSON.stringify({ ...rest, connections }, null, 2)}\n`;
}
