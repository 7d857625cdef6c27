import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJsonService, type JsonService } from './json-service.ts';
import { call, openSocket, refusal, type TestSocket, until } from './test-client.ts';
import { createTestPlant, type TestPlant, testContext, testToken } from './test-plant.ts';

const PORT = 6255;
const ORDERS = `http://localhost:${PORT}/orders`;
const at = (token: string, path = '/stream') => `ws://localhost:${PORT}${path}?token=${token}`;
const RUNNING = { device: 'ventilator', property: 'running', value: true };

describe('the JSON service', () => {
  let plant: TestPlant;
  let service: JsonService;
  const clients: TestSocket[] = [];

  async function join(role: 'viewer' | 'technician' | 'admin'): Promise<TestSocket> {
    const client = await openSocket(at(testToken(role)));
    clients.push(client);
    return client;
  }

  const send = (client: TestSocket, message: unknown) => client.socket.send(JSON.stringify(message));
  const heard = (client: TestSocket, id: string) =>
    client.heard
      .map((text) => JSON.parse(text))
      .filter((one) => one.id === id)
      .map((one) => one.values);
  const errors = (client: TestSocket) => client.heard.filter((text) => text.startsWith('{"error"'));
  const post = (role: 'viewer' | 'technician', body: unknown) =>
    call(ORDERS, {
      method: 'POST',
      headers: { authorization: `Bearer ${testToken(role)}` },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  beforeEach(async () => {
    plant = createTestPlant();
    service = createJsonService(testContext(PORT, plant));
    await service.start();
  });
  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.terminate();
    await service.stop();
    plant.stop();
  });

  it('lets in whoever has a good token, on its own path', async () => {
    await join('viewer');
    expect(service.connections).toBe(1);
    expect((await refusal(at(testToken('viewer', -1)))).status).toBe(401);
    expect((await refusal(at(''))).status).toBe(401);
    expect((await refusal(at(testToken('viewer'), '/other'))).status).toBe(404);
  });

  it('sends whatever it is told to, as it is', async () => {
    const client = await join('viewer');
    service.injectFrame('{"half a fra');
    await until(() => expect(client.heard).toContain('{"half a fra'));
  });

  it('tells what sensors read as plain objects', async () => {
    const client = await join('viewer');
    await until(() => expect(heard(client, 'lab')[0]).toEqual({ temperature: 21, humidity: 45, co2: 800 }));
    expect(Date.parse(JSON.parse(client.heard[0] ?? '').at)).toBeGreaterThan(0);
  });

  it('tells states when asked, and when somebody else has changed them', async () => {
    const client = await join('viewer');
    send(client, { ask: 'states' });
    await until(() => expect(heard(client, 'lamp')).toEqual([{ level: 40 }]));
    expect(heard(client, 'ventilator')).toEqual([{ running: false }]);
    plant.setRelay('fan', true);
    await until(() => expect(heard(client, 'ventilator').at(-1)).toEqual({ running: true }));
    expect(plant.orders).toEqual([]);
  });

  it('carries out an order from the socket and reports it to everybody', async () => {
    const [orderer, other] = [await join('technician'), await join('viewer')];
    send(orderer, { order: RUNNING });
    for (const client of [orderer, other])
      await until(() => expect(heard(client, 'ventilator')).toEqual([{ running: true }]));
    expect(plant.relay('fan')).toBe(true);
    expect(plant.orders).toMatchObject([RUNNING]);
  });

  it('carries out an order that is posted', async () => {
    const client = await join('viewer');
    const wanted = { device: 'lamp', property: 'level', value: 75 };
    expect((await post('technician', wanted)).status).toBe(202);
    await until(() => expect(heard(client, 'lamp')).toEqual([{ level: 75 }]));
    expect(plant.dimmer()).toBe(75);
    expect(plant.orders).toMatchObject([wanted]);
  });

  it('refuses a viewer, on either way', async () => {
    const viewer = await join('viewer');
    send(viewer, { order: RUNNING });
    await until(() => expect(errors(viewer)[0]).toContain('technician or admin'));
    expect((await post('viewer', RUNNING)).status).toBe(403);
    expect((await call(ORDERS, { method: 'POST', body: JSON.stringify(RUNNING) })).status).toBe(401);
    expect(plant.orders).toEqual([]);
  });

  it('refuses what no device takes, and what is no message', async () => {
    const client = await join('technician');
    const senseless = [
      { ...RUNNING, value: 'true' },
      { ...RUNNING, property: 'level' },
      { ...RUNNING, device: '__proto__' },
      { device: 'lamp', property: 'level', value: 101 },
      null,
      7,
    ];
    for (const order of senseless) {
      send(client, { order });
      expect((await post('technician', order ?? 'no json')).status).toBe(422);
    }
    client.socket.send('no json');
    send(client, []);
    await until(() => expect(errors(client)).toHaveLength(senseless.length + 2));
    expect((await call(ORDERS)).status).toBe(405);
    expect((await call(`http://localhost:${PORT}/x`)).status).toBe(404);
    expect((await post('technician', 'x'.repeat(70_000))).status).toBe(413);
    expect(plant.orders).toEqual([]);
  });

  it('forgets in a crash what it was about to do', async () => {
    await service.stop();
    service = createJsonService(testContext(PORT, plant, { times: { actuatorDelay: 500 } }));
    await service.start();
    expect((await post('technician', RUNNING)).status).toBe(202);
    await service.stop();
    await service.start();
    const client = await join('viewer');
    send(client, { ask: 'states' });
    await until(() => expect(heard(client, 'ventilator')).toEqual([{ running: false }]));
  });
});
