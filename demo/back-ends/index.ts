import { PORT_OFFSETS } from '../ports.ts';
import type { BackEndContext } from './back-end.ts';
import { createDrogue } from './drogue.ts';
import { createHub } from './hub.ts';
import { createJsonService } from './json-service.ts';
import { createKamea } from './kamea.ts';
import { createStreambed } from './streambed.ts';
import { createWebchannel } from './webchannel.ts';

/**
 * The five back ends that the demo's configuration names, and a service that speaks plain JSON for those who add it, each on its own port.
 * @param contextFor what a back end is given, by its port's distance from the page's
 */
export function createBackEnds(contextFor: (offset: number) => BackEndContext) {
  return {
    hub: createHub(contextFor(PORT_OFFSETS.hub)),
    drogue: createDrogue(contextFor(PORT_OFFSETS.drogue)),
    kamea: createKamea(contextFor(PORT_OFFSETS.kamea)),
    webchannel: createWebchannel(contextFor(PORT_OFFSETS.webchannel)),
    streambed: createStreambed(contextFor(PORT_OFFSETS.streambed)),
    json: createJsonService(contextFor(PORT_OFFSETS.json)),
  };
}
