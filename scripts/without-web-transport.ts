import type { Plugin } from 'vite';

const NOTHING = '\0signalbox:no-web-transport';

/**
 * Leaves Socket.IO's third way out of the engine: servers offer it over HTTP/3 only, `src/engine/transports/socketio.ts` asks for the other two, and
 * the first screen has no room for what is never used.
 */
export function withoutWebTransport(): Plugin {
  return {
    name: 'signalbox:without-web-transport',
    enforce: 'pre',
    resolveId: (id, importer) =>
      id === './webtransport.js' && importer?.includes('/engine.io-client/') ? NOTHING : undefined,
    load: (id) => (id === NOTHING ? 'export class WT {}' : undefined),
  };
}
