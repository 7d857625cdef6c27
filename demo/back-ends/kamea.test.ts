import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoTimes } from './back-end.ts';
import { createKamea, type Kamea } from './kamea.ts';
import { call, until } from './test-client.ts';
import { createTestPlant, lapsingToken, type TestPlant, testContext, testToken } from './test-plant.ts';

const PORT = 6225;
const ORIGIN = `http://localhost:${PORT}`;
const OFFICE = { deviceId: 'C5C80001', tenantId: '12B80001' };
const LAB = { deviceId: 'C5C80002', tenantId: '12B80001' };

interface Client {
  readonly socket: Socket;
  /** Telemetry, oldest first. */
  readonly heard: unknown[];
  /** What else happened, in order. */
  readonly happened: string[];
}

describe('Kamea', () => {
  let plant: TestPlant;
  let kamea: Kamea;
  const clients: Client[] = [];

  async function start(times: Partial<DemoTimes> = {}): Promise<void> {
    kamea = createKamea(testContext(PORT, plant, { times }));
    await kamea.start();
  }

  function connect(
    token: string | null = testToken('viewer'),
    namespace = '/devices',
    transports = ['polling', 'websocket'],
  ): Client {
    const socket = io(`${ORIGIN}${namespace}`, {
      ...(token !== null && { extraHeaders: { Authorization: `Bearer ${token}` } }),
      forceNew: true,
      transports,
      reconnectionDelay: 20,
      reconnectionDelayMax: 40,
    });
    const client: Client = { socket, heard: [], happened: [] };
    clients.push(client);
    socket.on('telemetries', (telemetry: unknown) => client.heard.push(telemetry));
    socket.on('connect', () => client.happened.push('connect'));
    socket.on('connect_error', (error) => client.happened.push(`connect_error ${error.message}`));
    socket.on('access_denied', () => client.happened.push('access_denied'));
    socket.on('internal_server_error', ({ message }) =>
      client.happened.push(`internal_server_error ${message}`),
    );
    socket.on('disconnect', (reason) => client.happened.push(`disconnect ${reason}`));
    return client;
  }

  const happens = (client: Client, what: string) => until(() => expect(client.happened).toContain(what));

  async function subscribed(subscription: unknown = OFFICE): Promise<Client> {
    const client = connect();
    await happens(client, 'connect');
    client.socket.emit('telemetries', subscription);
    return client;
  }

  beforeEach(() => {
    plant = createTestPlant();
  });
  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.disconnect();
    await kamea.stop();
    plant.stop();
  });

  it.each([
    ['no token', null],
    ['nonsense', 'nonsense'],
    ['an expired token', testToken('admin', -1)],
  ])('answers %s with connect_error Unauthorized', async (_what, token) => {
    await start();
    const client = connect(token);
    await happens(client, 'connect_error Unauthorized');
    expect(client.socket.active).toBe(false);
    expect(kamea.handshakes).toBe(1);
  });

  it('knows its namespace only', async () => {
    await start();
    const client = connect(testToken('viewer'), '/other');
    await happens(client, 'connect_error Invalid namespace');
    expect(kamea.handshakes).toBe(0);
  });

  it('keeps the header on the handshake after the upgrade to WebSocket', async () => {
    await start();
    const client = connect();
    await happens(client, 'connect');
    await until(() => expect(client.socket.io.engine.transport.name).toBe('websocket'));
    client.socket.emit('telemetries', OFFICE);
    await until(() => expect(client.heard.length).toBeGreaterThan(0));
  });

  it('sends nothing that was not subscribed to', async () => {
    await start();
    const [idle, client] = [connect(), await subscribed()];
    await happens(idle, 'connect');
    await until(() => expect(client.heard.length).toBeGreaterThan(4));
    expect(idle.heard).toEqual([]);
    expect(client.heard).not.toContainEqual(expect.objectContaining({ deviceId: LAB.deviceId }));
    expect(kamea.subscriptions).toBe(1);
  });

  it('sends what the office and the lab measure, each in a shape of its own', async () => {
    plant.setRoom('office', { temperature: 21.25, humidity: 41, co2: 650, illuminance: 400 });
    plant.setRoom('lab', { temperature: 22.5, humidity: 38, co2: 560, illuminance: 520 });
    await start();
    const client = await subscribed(OFFICE);
    client.socket.emit('telemetries', LAB);
    await until(() => {
      expect(client.heard).toContainEqual({
        ...OFFICE,
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        telemetries: [
          { name: 'temperature', value: 21.25, unit: '°C' },
          { name: 'humidity', value: 41, unit: '%' },
          { name: 'co2', value: 650, unit: 'ppm' },
          { name: 'illuminance', value: 400, unit: 'lx' },
        ],
      });
      const timestamp = expect.any(Number);
      expect(client.heard).toContainEqual({
        ...LAB,
        timestamp,
        telemetries: [
          { key: 'temperature', value: 22.5, unit: '°C', timestamp },
          { key: 'humidity', value: 38, unit: '%', timestamp },
          { key: 'co2', value: 560, unit: 'ppm', timestamp },
          { key: 'illuminance', value: 520, unit: 'lx', timestamp },
        ],
      });
    });
  });

  it('sends each device once however often it was subscribed to', async () => {
    await start();
    const client = await subscribed();
    client.socket.emit('telemetries', OFFICE);
    client.socket.emit('telemetries', OFFICE);
    await until(() => expect(kamea.subscriptions).toBe(3));
    await until(() => expect(client.heard.length).toBeGreaterThan(6));
    const times = client.heard.map((telemetry) => Reflect.get(Object(telemetry), 'timestamp'));
    expect(new Set(times).size).toBe(times.length);
  });

  it.each([
    ['a device that nobody may read', { deviceId: 'C5C8DEAD', tenantId: '12B80001' }],
    ['an unknown device', { deviceId: 'C5C80009', tenantId: '12B80001' }],
    ['another tenant', { deviceId: 'C5C80001', tenantId: '12B80002' }],
    ['no tenant', { deviceId: 'C5C80001' }],
    ['nothing', null],
    ['text', 'C5C80001'],
    ['a number for a name', { deviceId: 5, tenantId: '12B80001' }],
    ['a name of the prototype', { deviceId: '__proto__', tenantId: '12B80001' }],
  ])('denies %s and disconnects by force, after which the client stays away', async (_what, subscription) => {
    await start();
    const client = await subscribed(subscription);
    await happens(client, 'disconnect io server disconnect');
    expect(client.happened).toEqual(['connect', 'access_denied', 'disconnect io server disconnect']);
    expect(client.socket.active).toBe(false);
    expect(client.heard).toEqual([]);
    expect(kamea.handshakes).toBe(1);
  });

  it('denies whose token has expired meanwhile', async () => {
    await start();
    const client = connect(lapsingToken());
    await happens(client, 'disconnect io server disconnect');
    expect(client.happened).toEqual(['connect', 'access_denied', 'disconnect io server disconnect']);
    expect(client.socket.active).toBe(false);
  });

  it('takes a new token on a new handshake', async () => {
    await start();
    const client = connect('nonsense');
    await happens(client, 'connect_error Unauthorized');
    client.socket.io.opts.extraHeaders = { Authorization: `Bearer ${testToken('viewer')}` };
    client.socket.io.engine.close();
    client.socket.connect();
    await happens(client, 'connect');
    expect(kamea.handshakes).toBe(2);
  });

  it('answers with internal_server_error while what is behind it is down, and keeps the connection', async () => {
    await start();
    kamea.failManagementApi(true);
    const client = await subscribed();
    await happens(client, 'internal_server_error Management API is not available');
    expect(client.socket.connected).toBe(true);
    expect(client.heard).toEqual([]);
    kamea.failManagementApi(false);
    client.socket.emit('telemetries', OFFICE);
    await until(() => expect(client.heard.length).toBeGreaterThan(0));
    expect(kamea.subscriptions).toBe(2);
  });

  it('describes itself at /doc in AsyncAPI', async () => {
    await start();
    const answer = await call(`${ORIGIN}/doc`, { headers: { origin: 'http://localhost:5173' } });
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    const text = await answer.text();
    const document = JSON.parse(text);
    expect(document.asyncapi).toBe('2.6.0');
    expect(Object.keys(document.channels)).toEqual(['telemetries', 'access_denied', 'internal_server_error']);
    const references = [...text.matchAll(/"#\/components\/messages\/(\w+)"/g)].map(([, name]) => name);
    expect(Object.keys(document.components.messages).sort()).toEqual([...references].sort());
    expect((await call(`${ORIGIN}/other`)).status).toBe(404);
  });

  it('lets a page of another origin poll with its authorization header', async () => {
    await start();
    const polling = `${ORIGIN}/socket.io/?EIO=4&transport=polling`;
    const origin = 'http://localhost:5173';
    const preflight = await call(polling, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.ok).toBe(true);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization/i);
    const opened = await call(polling, { headers: { origin } });
    expect(opened.headers.get('access-control-allow-origin')).toBe(origin);
    const elsewhere = await call(polling, { headers: { origin: 'https://example.com' } });
    expect(elsewhere.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    ['websocket', ['polling', 'websocket']],
    ['polling', ['polling']],
  ])(
    'crashes without a goodbye, so that clients over %s come back by themselves',
    async (transport, transports) => {
      await start();
      const client = connect(testToken('viewer'), '/devices', transports);
      await happens(client, 'connect');
      await until(() => expect(client.socket.io.engine.transport.name).toBe(transport));
      await kamea.stop();
      await until(() => expect(client.socket.connected).toBe(false));
      expect(client.happened).not.toContain('disconnect io server disconnect');
      expect(client.happened).not.toContain('access_denied');
      expect(client.socket.active).toBe(true);
      await kamea.start();
      await until(() => expect(client.happened.filter((what) => what === 'connect')).toHaveLength(2));
      client.socket.emit('telemetries', OFFICE);
      await until(() => expect(client.heard.length).toBeGreaterThan(0));
    },
  );
});
