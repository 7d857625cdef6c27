import { clownTalk } from './clown-talk.ts';
import { drogue } from './drogue.ts';
import { kamea } from './kamea.ts';
import type { Protocol } from './protocol.ts';
import { streambed } from './streambed.ts';
import { webchannel } from './webchannel.ts';

/** The protocols of single back ends. A new one is a file beside these, a line here, and one in `shapes.ts`. */
const protocols = new Map(
  [drogue, kamea, webchannel, streambed, clownTalk].map((protocol: Protocol) => [protocol.id, protocol]),
);

/** What fits any back end is larger than the others, and not part of every first screen. */
const later = new Map<string, () => Promise<Protocol>>([
  ['json', () => import('./json.ts').then(({ json }) => json)],
]);

/**
 * Has the protocols at hand from then on. Names of none are passed over.
 * @param ids absent: all there are
 * @throws where one cannot be fetched
 */
export async function fetchProtocols(ids: Iterable<string> = later.keys()): Promise<void> {
  for (const id of new Set(ids)) {
    const fetched = protocols.has(id) ? null : await later.get(id)?.();
    if (fetched) protocols.set(id, fetched);
  }
}

/** Of what is at hand: see {@link fetchProtocols}. */
export function findProtocol(id: string): Protocol | undefined {
  return protocols.get(id);
}
