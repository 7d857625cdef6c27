import { WebSocket } from 'ws';
import type { Demo } from '../demo/demo.ts';

/** The account that the hub itself knows, for those who configure it. */
const ACCOUNT = { username: 'clown', password: 'bigclown' } as const;

/** The configuration with that account in the place of the person's own token. */
export function withHubAccount<Config extends { readonly connections: readonly { readonly id: string }[] }>(
  config: Config,
) {
  const credentials = { kind: 'basic', ...ACCOUNT } as const;
  return {
    ...config,
    connections: config.connections.map((one) => (one.id === 'bridge' ? { ...one, credentials } : one)),
  };
}

/** A socket of another program than the page, open and greeting. */
async function greet(demo: Demo, { username, password }: { username: string; password: string }) {
  const { port } = new URL(demo.backEnds.hub.origin);
  const socket = new WebSocket(`ws://localhost:${port}/auth/clown-talk-server_nodes_bridge_0`, {
    auth: `${username}:${password}`,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', resolve);
  });
  const say = (topic: string, payload: unknown) => socket.send(`${JSON.stringify([topic, payload])}\n`);
  say('clown.talk/-/config/set', {});
  const heard = (beginning: string) =>
    new Promise<void>((resolve) => {
      socket.on('message', (message) => {
        if (String(message).startsWith(beginning)) resolve();
      });
    });
  return { socket, say, heard };
}

/** Somebody else at the hub, who is there already: gives the sending of one order, and leaves once the device has reported. */
export async function anotherProgram(demo: Demo): Promise<(device: string, state: boolean) => Promise<void>> {
  const { socket, say, heard } = await greet(demo, ACCOUNT);
  return async (device, state) => {
    const reported = heard(JSON.stringify([device, { state }]));
    say(`${device}/set`, { state });
    await reported;
    socket.close();
  };
}

/** Somebody else at the hub: sends one order as another program would, and leaves once the device has reported. */
export async function orderFromElsewhere(demo: Demo, device: string, state: boolean): Promise<void> {
  const order = await anotherProgram(demo);
  await order(device, state);
}

/** A signed-in person sends lines past the page, by their own token, and leaves once the hub has read all of them. */
export async function tellHub(
  demo: Demo,
  token: string,
  lines: readonly (readonly [topic: string, payload: unknown])[],
): Promise<void> {
  const { socket, say, heard } = await greet(demo, { username: 'anybody', password: token });
  const read = heard('["-/-/config/ok"');
  for (const [topic, payload] of lines) say(topic, payload);
  say('-/-/config/list', {});
  await read;
  socket.close();
}
