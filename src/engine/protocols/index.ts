import { clownTalk } from './clown-talk.ts';
import { drogue } from './drogue.ts';
import { kamea } from './kamea.ts';
import type { Protocol } from './protocol.ts';
import { streambed } from './streambed.ts';
import { webchannel } from './webchannel.ts';

/** The protocols of single back ends. A new one is a file beside these, a line here, and one in `shapes.ts`. */
const protocols = new Map<string, Protocol | null>(
  [drogue, kamea, webchannel, streambed, clownTalk].map((protocol: Protocol) => [protocol.id, protocol]),
);

/** What fits any back end is larger than the others, and not part of every first screen. */
const later = new Map<string, () => Promise<Protocol>>([
  ['json', () => import('./json.ts').then(({ json }) => json)],
]);
for (const id of later.keys()) protocols.set(id, null);

/**
 * Has the protocols at hand from then on, as far as they can be fetched; never rejects. Names of none are passed over.
 * @param ids absent: all there are
 */
export async function fetchProtocols(ids: Iterable<string> = later.keys()): Promise<void> {
  for (const id of new Set(ids)) {
    if (protocols.get(id) === null)
      protocols.set(
        id,
        (await later
          .get(id)?.()
          .catch(() => null)) ?? null,
      );
  }
}

/** Of what is at hand: see {@link fetchProtocols}. null: it is still to be fetched; undefined: there is none. */
export function findProtocol(id: string): Protocol | null | undefined {
  return protocols.get(id);
}
