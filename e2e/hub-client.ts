import { WebSocket } from 'ws';
import type { Demo } from '../demo/demo.ts';

/** Somebody else at the hub: sends one order as another program would, and leaves once the device has reported. */
export async function orderFromElsewhere(demo: Demo, device: string, state: boolean): Promise<void> {
  const { port } = new URL(demo.backEnds.hub.origin);
  const socket = new WebSocket(`ws://clown:bigclown@localhost:${port}/auth/clown-talk-server_nodes_bridge_0`);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', () => {
        socket.send('["clown.talk/-/config/set", {}]\n');
        socket.send(`${JSON.stringify([`${device}/set`, { state }])}\n`);
      });
      socket.on('message', (message) => {
        if (String(message).startsWith(JSON.stringify([device, { state }]))) resolve();
      });
    });
  } finally {
    socket.close();
  }
}
