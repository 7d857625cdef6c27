import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caughtUp, hubOn, lines, payloads, RELAY, send } from './hub.fixture.ts';
import { until } from './test-client.ts';
import { type TestPlant, testToken } from './test-plant.ts';

describe('orders to the hub', () => {
  const rig = hubOn(6265);
  const { start, greet } = rig;
  let plant: TestPlant;

  beforeEach(() => {
    plant = rig.begin();
  });
  afterEach(() => rig.end());

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
    rig.hub.setModuleAnswering('heater', false);
    send(client, `${RELAY}/set`, { state: true });
    await until(() => expect(payloads(client, RELAY)).toEqual([{ state: null }]));
    send(client, `${RELAY}/get`);
    await until(() => expect(payloads(client, RELAY)).toEqual([{ state: null }, { state: null }]));
    expect(plant.relay('heater')).toBe(false);
    rig.hub.setModuleAnswering('heater', true);
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
});
