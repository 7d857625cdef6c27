import { clownTalkShape } from './clown-talk.ts';
import { drogueShape } from './drogue.ts';
import { jsonShape } from './json.ts';
import { kameaShape } from './kamea.ts';
import type { ProtocolShape } from './protocol.ts';
import { streambedShape } from './streambed.ts';
import { webchannelShape } from './webchannel.ts';

/**
 * How each protocol's connections are configured, in the order of the registry. Apart from it, so that the page, which checks the
 * configuration, need not load what only the engine's worker speaks.
 */
export const protocolShapes: readonly ProtocolShape[] = [
  drogueShape,
  kameaShape,
  webchannelShape,
  streambedShape,
  clownTalkShape,
  jsonShape,
];
