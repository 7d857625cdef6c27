import { clownTalk } from './clown-talk.ts';
import { drogue } from './drogue.ts';
import { json } from './json.ts';
import { kamea } from './kamea.ts';
import type { Protocol } from './protocol.ts';
import { streambed } from './streambed.ts';
import { webchannel } from './webchannel.ts';

/** Every protocol there is. A new one is a file beside these, a line here, and one in `shapes.ts`. */
export const protocols: readonly Protocol[] = [drogue, kamea, webchannel, streambed, clownTalk, json];

export function findProtocol(id: string): Protocol | undefined {
  return protocols.find((protocol) => protocol.id === id);
}
