import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoTimes } from './back-end.ts';
import { createHub, type Hub } from './hub.ts';
import { openSocket, refusal, type TestSocket, until } from './test-client.ts';
import { createTestPlant, type TestPlant, testContext, testToken } from './test-plant.ts';

const PORT = 6205;
const PATH = '/auth/clown-talk-server_nodes_bridge_0';
const at = (userinfo: string, path = PATH) => `ws://${userinfo}localhost:${PORT}${path}`;
const HELLO = '["clown.talk/-/config/set", {}]\n';
const RELAY = 'relay/i2c0-3b';

/** Every line heard, parsed; a message may hold several. */
function lines(client: TestSocket): unknown[][] {
  return client.heard.flatMap((text) =>
    text
      .split('\n')
      .filter((one) => one !== '')
      .map((one) => JSON.parse(one)),
  );
}

function payloads(client: TestSocket, topic: string): unknown[] {
  return lines(client)
    .filter(([name]) => name === topic)
    .map(([, payload]) => payload);
}

describe('the hub', () => {
  let plant: TestPlant;
  let hub: Hub;
  const clients: TestSocket[] = [];

  async function start(times: Partial<DemoTimes> = {}): Promise<void> {
    hub = createHub(testContext(PORT, plant, { times }));
    await hub.start();
  }

  async function join(userinfo = 'clown:bigclown@'): Promise<TestSocket> {
    const client = await openSocket(at(userinfo));
    clients.push(client);
    return client;
  }

  async function greet(userinfo?: string): Promise<TestSocket> {
    const client = await join(userinfo);
    client.socket.send(HELLO);
    await until(() => expect(client.heard.length).toBeGreaterThan(0));
    return client;
  }

  const send = (client: TestSocket, topic: string, payload: unknown = {}) =>
    client.socket.send(`${JSON.stringify([topic, payload])}\n`);

  /** Resolves once the hub has read everything sent before. */
  async function caughtUp(client: TestSocket): Promise<void> {
    const before = payloads(client, '-/-/config/ok').length;
    send(client, '-/-/config/list');
    await until(() => expect(payloads(client, '-/-/config/ok').length).toBeGreaterThan(before));
  }

  beforeEach(() => {
    plant = createTestPlant();
  });
  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.terminate();
    await hub.stop();
    plant.stop();
  });

  it.each(['', 'clown:wrong@', 'nobody:bigclown@', 'clown@', 'guest:bigclown@'])(
    'challenges a handshake as “%s” with 401 and Basic',
    async (userinfo) => {
      await start();
      const { status, challenge } = await refusal(at(userinfo));
      expect(status).toBe(401);
      expect(challenge).toMatch(/^Basic realm="/);
    },
  );

  it('lets a signed-in person in by their access token in the password’s place, whatever the user name', async () => {
    await start();
    for (const name of ['oauth2', 'somebody', '', 'clown'])
      expect((await join(`${name}:${testToken('viewer')}@`)).socket.readyState).toBe(1);
    expect(hub.accepted).toBe(4);
    for (const userinfo of [
      `oauth2:${testToken('technician', -1)}@`,
      `${testToken('technician')}:@`,
      'oauth2:x.y.z@',
    ])
      expect((await refusal(at(userinfo))).status).toBe(401);
    expect(hub.accepted).toBe(4);
  });

  it('takes that token in the address, too, and then looks at nothing else', async () => {
    await start();
    const by = (token: string, userinfo = '') => at(userinfo, `${PATH}?access_token=${token}`);
    const client = await openSocket(by(testToken('viewer')));
    clients.push(client);
    expect(hub.accepted).toBe(1);
    for (const address of [by(testToken('technician', -1)), by('x.y.z', 'clown:bigclown@'), by('')])
      expect((await refusal(address)).status).toBe(401);
    expect(hub.accepted).toBe(1);
  });

  it('knows one path only', async () => {
    await start();
    expect((await refusal(at('clown:bigclown@', '/auth/other'))).status).toBe(404);
  });

  it('is silent until it is greeted, whatever else is said', async () => {
    await start();
    const greeted = await greet();
    const silent = await join();
    send(silent, '-/-/config/list');
    send(silent, `${RELAY}/get`);
    send(silent, `${RELAY}/set`, { state: true });
    await until(() => expect(payloads(greeted, 'thermometer/i2c0-48').length).toBeGreaterThan(3));
    silent.socket.send(HELLO);
    await until(() => expect(silent.heard.length).toBeGreaterThan(0));
    expect(lines(silent)[0]).toEqual([
      'clown.talk/-/config/ok',
      expect.objectContaining({ ack: false, device: 'bridge', capabilities: 1 }),
    ]);
    expect(plant.orders).toEqual([]);
  });

  it('tells once that the bridge has booted', async () => {
    await start();
    const first = await greet();
    await until(() => expect(payloads(first, 'boot')).toEqual([{ 'reason-for-reset': 'power-on' }]));
    const second = await greet();
    await caughtUp(second);
    expect(payloads(second, 'boot')).toEqual([]);
  });

  it('lists its devices when asked', async () => {
    await start();
    const client = await greet();
    await caughtUp(client);
    expect(payloads(client, '-/-/config/ok')).toEqual([
      {
        sensors: [
          'thermometer/i2c0-48',
          'humidity-sensor/i2c0-40',
          'co2-sensor/i2c0-38',
          'lux-meter/i2c0-44',
          'barometer/i2c0-60',
          'pir/-',
        ],
        actuators: ['led/-', 'relay/i2c0-3b', 'relay/i2c0-3f'],
        notifications: ['boot'],
      },
    ]);
  });

  it('publishes what every sensor reads, with units where there are any', async () => {
    plant.setRoom('workshop', {
      temperature: 20.01,
      humidity: 44.2,
      co2: 910,
      illuminance: 301,
      motionCount: 9,
    });
    await start();
    const client = await greet();
    await until(() => expect(payloads(client, 'pir/-').length).toBeGreaterThan(0));
    expect(payloads(client, 'thermometer/i2c0-48')[0]).toEqual({ temperature: [20.01, '℃'] });
    expect(payloads(client, 'humidity-sensor/i2c0-40')[0]).toEqual({ 'relative-humidity': [44.2, '%'] });
    expect(payloads(client, 'co2-sensor/i2c0-38')[0]).toEqual({ concentration: [910, 'ppm'] });
    expect(payloads(client, 'lux-meter/i2c0-44')[0]).toEqual({ illuminance: [301, 'lux'] });
    expect(payloads(client, 'barometer/i2c0-60')[0]).toEqual({
      pressure: [101.9, 'kPa'],
      altitude: [583, 'm'],
    });
    expect(payloads(client, 'pir/-')[0]).toEqual({ 'event-count': 9 });
  });

  it('sends several lines in one message, the last without an end, and delivery parameters with some', async () => {
    await start();
    const client = await greet();
    await until(() => expect(payloads(client, 'pir/-').length).toBeGreaterThan(0));
    const several = client.heard.filter((text) => text.trim().includes('\n'));
    expect(several.length).toBeGreaterThan(0);
    expect(several.every((text) => !text.endsWith('\n'))).toBe(true);
    expect(lines(client).find(([topic]) => topic === 'pir/-')).toHaveLength(3);
  });

  it('switches a relay after a while and reports it to everybody who greeted', async () => {
    await start({ actuatorDelay: 30, publish: 3_600_000 });
    const [orderer, other] = [await greet(), await greet('guest:guest@')];
    send(orderer, `${RELAY}/set`, { state: true });
    await caughtUp(orderer);
    expect(plant.orders).toMatchObject([{ device: RELAY, property: 'state', value: true }]);
    for (const client of [orderer, other]) {
      await until(() => expect(payloads(client, RELAY)).toEqual([{ state: true }]));
    }
    expect(lines(orderer).at(-1)?.[0]).toBe(RELAY);
    expect(plant.relay('heater')).toBe(true);
    expect(plant.relay('fan')).toBe(false);
  });

  it('tells a relay’s state when asked, which is no order', async () => {
    plant.setRelay('fan', true);
    await start();
    const client = await greet('guest:guest@');
    send(client, 'relay/i2c0-3f/get');
    await until(() => expect(payloads(client, 'relay/i2c0-3f')).toEqual([{ state: true }]));
    expect(plant.orders).toEqual([]);
  });

  it('ignores a state that is no boolean without a word', async () => {
    await start();
    const client = await greet();
    for (const state of ['true', 1, null, [true], undefined]) send(client, `${RELAY}/set`, { state });
    send(client, `${RELAY}/get`);
    await until(() => expect(payloads(client, RELAY)).toEqual([{ state: false }]));
    expect(plant.orders).toEqual([]);
  });

  it('reports null and switches nothing while a relay’s module does not answer', async () => {
    await start();
    const client = await greet();
    hub.setModuleAnswering('heater', false);
    send(client, `${RELAY}/set`, { state: true });
    await until(() => expect(payloads(client, RELAY)).toEqual([{ state: null }]));
    send(client, `${RELAY}/get`);
    await until(() => expect(payloads(client, RELAY)).toEqual([{ state: null }, { state: null }]));
    expect(plant.relay('heater')).toBe(false);
    hub.setModuleAnswering('heater', true);
    send(client, `${RELAY}/get`);
    await until(() => expect(payloads(client, RELAY).at(-1)).toEqual({ state: false }));
  });

  it('sets the LED to each of its states and to nothing else', async () => {
    await start();
    const client = await greet();
    send(client, 'led/-/set', { state: 'blue' });
    for (const state of ['on', '1-dot', '2-dot', '3-dot', 'off']) {
      send(client, 'led/-/set', { state });
      await until(() => expect(payloads(client, 'led/-').at(-1)).toEqual({ state }));
      expect(plant.led()).toBe(state);
    }
    expect(plant.orders).toHaveLength(5);
  });

  it.each([
    ['the guest', 'guest:guest@'],
    ['a signed-in viewer', `oauth2:${testToken('viewer')}@`],
  ])('ignores orders of %s with nothing sent to anybody', async (_who, userinfo) => {
    await start();
    const [guest, other] = [await greet(userinfo), await greet()];
    send(guest, `${RELAY}/set`, { state: true });
    send(guest, 'led/-/set', { state: 'on' });
    send(guest, 'thermometer/i2c0-48/config/set', { 'publish-interval': 60 });
    send(guest, 'led/-/config/set', { 'publish-interval': 60 });
    await caughtUp(guest);
    // What the hub had to say to those orders would be out before the report that somebody else asks for.
    send(other, `${RELAY}/get`);
    await until(() => expect(payloads(other, RELAY)).toEqual([{ state: false }]));
    const answered = lines(other).map(([topic]) => String(topic));
    expect(answered.filter((topic) => topic.includes('48/config') || topic.startsWith('led'))).toEqual([]);
    expect(plant.orders).toEqual([]);
    expect(plant.led()).toBe('off');
  });

  it.each(['technician', 'admin'] as const)('takes the orders of a signed-in %s', async (role) => {
    await start();
    const client = await greet(`oauth2:${testToken(role)}@`);
    send(client, `${RELAY}/set`, { state: true });
    send(client, 'pir/-/config/set', { 'publish-interval': 3600 });
    await until(() => expect(plant.relay('heater')).toBe(true));
    expect(plant.orders).toMatchObject([{ device: RELAY, value: true }, { value: 3600 }]);
  });

  it.each(['set', 'update'])('changes a sensor’s interval by config/%s', async (verb) => {
    await start();
    const client = await greet();
    send(client, `thermometer/i2c0-48/config/${verb}`, { 'publish-interval': 3600 });
    await until(() =>
      expect(payloads(client, 'thermometer/i2c0-48/config/ok')).toEqual([{ 'publish-interval': 3600 }]),
    );
    expect(plant.orders).toMatchObject([{ device: 'thermometer/i2c0-48', value: 3600 }]);
    const before = payloads(client, 'thermometer/i2c0-48').length;
    const others = payloads(client, 'pir/-').length;
    await until(() => expect(payloads(client, 'pir/-').length).toBeGreaterThan(others + 4));
    expect(payloads(client, 'thermometer/i2c0-48').length).toBe(before);
  });

  it.each(['get', 'list'])('tells a sensor’s interval by config/%s', async (verb) => {
    await start({ publish: 2000 });
    const client = await greet('guest:guest@');
    send(client, `pir/-/config/${verb}`);
    await until(() => expect(payloads(client, 'pir/-/config/ok')).toEqual([{ 'publish-interval': 2 }]));
  });

  it.each([
    ['thermometer/i2c0-48', { 'publish-interval': 'often' }],
    ['thermometer/i2c0-48', { 'publish-interval': -1 }],
    ['thermometer/i2c0-48', {}],
    ['relay/i2c0-3b', { 'publish-interval': 5 }],
  ])('answers a configuration it cannot take with config/error (%s %j)', async (device, payload) => {
    await start();
    const client = await greet();
    send(client, `${device}/config/set`, payload);
    await until(() => expect(payloads(client, `${device}/config/error`)).toHaveLength(1));
    expect(plant.orders).toEqual([]);
  });

  it('ignores wrong names, depths, long subtopics and what is no line, without a word', async () => {
    await start({ publish: 3_600_000 });
    const client = await greet();
    await caughtUp(client);
    const before = client.heard.length;
    for (const topic of [
      'relay/i2c0-99/set',
      'relay/i2c0-99/get',
      'toaster/-/set',
      'thermometer/i2c1-49/config/get',
      `${RELAY}`,
      `${RELAY}/set/now/please`,
      `${RELAY}/set/now`,
      `${RELAY}/config/delete`,
      `${'x'.repeat(33)}/-/set`,
      '__proto__/-/set',
    ]) {
      send(client, topic, { state: true });
    }
    for (const raw of ['', '\n\n', 'no json\n', '{}\n', '[]\n', '[1,{}]\n', `["${RELAY}/set"]\n`]) {
      client.socket.send(raw);
    }
    send(client, `${RELAY}/set`, [true]);
    await caughtUp(client);
    expect(client.heard.length).toBe(before + 1);
    expect(plant.orders).toEqual([]);
  });

  it('reads several orders in one message', async () => {
    await start();
    const client = await greet();
    client.socket.send(`["${RELAY}/set", {"state": true}]\n["led/-/set", {"state": "on"}, {"qos": 1}]`);
    await until(() => expect(plant.led()).toBe('on'));
    expect(plant.relay('heater')).toBe(true);
  });

  it('sends raw text to greeted sockets only', async () => {
    await start({ publish: 3_600_000 });
    const [greeted, silent] = [await greet(), await join()];
    hub.injectFrame('["half a fra');
    await until(() => expect(greeted.heard).toContain('["half a fra'));
    silent.socket.send(HELLO);
    await until(() => expect(silent.heard.length).toBeGreaterThan(0));
    expect(silent.heard).not.toContain('["half a fra');
    expect(hub.connections).toBe(2);
  });

  it('crashes without a goodbye, forgets what it was about to do, and comes back', async () => {
    await start({ actuatorDelay: 500 });
    const client = await greet();
    send(client, `${RELAY}/set`, { state: true });
    await caughtUp(client);
    await hub.stop();
    expect((await client.closed).code).toBe(1006);
    await hub.start();
    const again = await greet();
    send(again, `${RELAY}/get`);
    await until(() => expect(payloads(again, RELAY)).toEqual([{ state: false }]));
    expect(plant.relay('heater')).toBe(false);
    expect(hub.connections).toBe(1);
  });
});
