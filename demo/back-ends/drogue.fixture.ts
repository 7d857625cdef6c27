import { expect } from 'vitest';
import type { ClientOptions } from 'ws';
import type { DemoTimes } from './back-end.ts';
import { createDrogue, type Drogue } from './drogue.ts';
import { openSocket, type TestSocket, until } from './test-client.ts';
import { createTestPlant, type TestPlant, testContext } from './test-plant.ts';

export const KEY = 'username=fleet-reader&api_key=drg_demo_key';

type Event = Record<string, unknown>;

/** Every event that a client has heard. */
export const events = (client: TestSocket): Event[] => client.heard.map((text) => JSON.parse(text));
/** Those of one device. */
export const of = (client: TestSocket, device: string) =>
  events(client).filter((event) => event.device === device);

/** Resolves once a client has heard so much. */
export const hears = (client: TestSocket, count = 1) =>
  until(() => expect(client.heard.length).toBeGreaterThanOrEqual(count));

/** A Drogue on a port that no other file of tests has, and who listens to it: begun before each test and ended after it. */
export function drogueOn(port: number) {
  let plant: TestPlant;
  let drogue: Drogue;
  const clients: TestSocket[] = [];
  return {
    clients,
    get drogue(): Drogue {
      return drogue;
    },
    begin(): TestPlant {
      plant = createTestPlant();
      return plant;
    },
    /** Has a plant of further devices in the place of the one begun with. */
    extend(devices: readonly string[]): void {
      plant.stop();
      plant = createTestPlant(devices);
    },
    async start(times: Partial<DemoTimes> = {}, rate = 1): Promise<void> {
      drogue = createDrogue(testContext(port, plant, { times, rate }));
      await drogue.start();
    },
    async join(path: string, options: ClientOptions = {}): Promise<TestSocket> {
      const client = await openSocket(`ws://localhost:${port}${path}`, options);
      clients.push(client);
      return client;
    },
    async end(): Promise<void> {
      for (const { socket } of clients.splice(0)) socket.terminate();
      await drogue.stop();
      plant.stop();
    },
  };
}
