import { later } from './later.ts';
import { sse } from './sse.ts';
import type { Transport } from './transport.ts';
import { websocket } from './websocket.ts';

/** Every transport there is. A new one is a file beside these and a line here. */
const transports: readonly Transport[] = [
  websocket,
  // Its library is larger than all other transports together.
  later('socketio', () => import('./socketio.ts').then(({ socketio }) => socketio)),
  sse,
];

export function findTransport(id: string): Transport | undefined {
  return transports.find((transport) => transport.id === id);
}
