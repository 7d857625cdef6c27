import { expect } from 'vitest';
import type { DemoTimes } from './back-end.ts';
import { createHub, type Hub } from './hub.ts';
import { openSocket, type TestSocket, until } from './test-client.ts';
import { createTestPlant, type TestPlant, testContext } from './test-plant.ts';

export const PATH = '/auth/clown-talk-server_nodes_bridge_0';
export const HELLO = '["clown.talk/-/config/set", {}]\n';
export const RELAY = 'relay/i2c0-3b';

/** Every line heard, parsed; a message may hold several. */
export function lines(client: TestSocket): unknown[][] {
  return client.heard.flatMap((text) =>
    text
      .split('\n')
      .filter((one) => one !== '')
      .map((one) => JSON.parse(one)),
  );
}

/** What was heard of one topic. */
export function payloads(client: TestSocket, topic: string): unknown[] {
  return lines(client)
    .filter(([name]) => name === topic)
    .map(([, payload]) => payload);
}

export function send(client: TestSocket, topic: string, payload: unknown = {}): void {
  client.socket.send(`${JSON.stringify([topic, payload])}\n`);
}

/** Resolves once the hub has read everything sent before. */
export async function caughtUp(client: TestSocket): Promise<void> {
  const before = payloads(client, '-/-/config/ok').length;
  send(client, '-/-/config/list');
  await until(() => expect(payloads(client, '-/-/config/ok').length).toBeGreaterThan(before));
}

/** A hub on a port that no other file of tests has, and who talks to it: begun before each test and ended after it. */
export function hubOn(port: number) {
  let plant: TestPlant;
  let hub: Hub;
  const clients: TestSocket[] = [];
  const at = (userinfo: string, path = PATH) => `ws://${userinfo}localhost:${port}${path}`;

  async function join(userinfo = 'clown:bigclown@', path?: string): Promise<TestSocket> {
    const client = await openSocket(at(userinfo, path));
    clients.push(client);
    return client;
  }

  return {
    at,
    join,
    get hub(): Hub {
      return hub;
    },
    begin(): TestPlant {
      plant = createTestPlant();
      return plant;
    },
    async start(times: Partial<DemoTimes> = {}): Promise<void> {
      hub = createHub(testContext(port, plant, { times }));
      await hub.start();
    },
    async greet(userinfo?: string): Promise<TestSocket> {
      const client = await join(userinfo);
      client.socket.send(HELLO);
      await until(() => expect(client.heard.length).toBeGreaterThan(0));
      return client;
    },
    async end(): Promise<void> {
      for (const { socket } of clients.splice(0)) socket.terminate();
      await hub.stop();
      plant.stop();
    },
  };
}
