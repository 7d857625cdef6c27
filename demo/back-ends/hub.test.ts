import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caughtUp, HELLO, hubOn, lines, PATH, payloads, RELAY, send } from './hub.fixture.ts';
import { refusal, until } from './test-client.ts';
import { type TestPlant, testToken } from './test-plant.ts';

describe('the hub', () => {
  const rig = hubOn(6205);
  const { at, start, join, greet } = rig;
  let plant: TestPlant;

  beforeEach(() => {
    plant = rig.begin();
  });
  afterEach(() => rig.end());

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
    expect(rig.hub.accepted).toBe(4);
    for (const userinfo of [
      `oauth2:${testToken('technician', -1)}@`,
      `${testToken('technician')}:@`,
      'oauth2:x.y.z@',
    ])
      expect((await refusal(at(userinfo))).status).toBe(401);
    expect(rig.hub.accepted).toBe(4);
  });

  it('takes that token in the address, too, and then looks at nothing else', async () => {
    await start();
    const query = (token: string) => `${PATH}?access_token=${token}`;
    const by = (token: string, userinfo = '') => at(userinfo, query(token));
    await join('', query(testToken('viewer')));
    expect(rig.hub.accepted).toBe(1);
    for (const address of [by(testToken('technician', -1)), by('x.y.z', 'clown:bigclown@'), by('')])
      expect((await refusal(address)).status).toBe(401);
    expect(rig.hub.accepted).toBe(1);
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

  it.each(['get', 'list'])('tells a sensor’s interval by config/%s', async (verb) => {
    await start({ publish: 2000 });
    const client = await greet('guest:guest@');
    send(client, `pir/-/config/${verb}`);
    await until(() => expect(payloads(client, 'pir/-/config/ok')).toEqual([{ 'publish-interval': 2 }]));
  });

  it('tells by config/error that a sensor has no interval', async () => {
    await start();
    const client = await greet('guest:guest@');
    send(client, 'barometer/i2c0-60/config/get');
    await until(() =>
      expect(payloads(client, 'barometer/i2c0-60/config/error')).toEqual([
        { error: 'there is nothing to configure' },
      ]),
    );
  });

  it('sends raw text to greeted sockets only', async () => {
    await start({ publish: 3_600_000 });
    const [greeted, silent] = [await greet(), await join()];
    rig.hub.injectFrame('["half a fra');
    await until(() => expect(greeted.heard).toContain('["half a fra'));
    silent.socket.send(HELLO);
    await until(() => expect(silent.heard.length).toBeGreaterThan(0));
    expect(silent.heard).not.toContain('["half a fra');
    expect(rig.hub.connections).toBe(2);
  });

  it('crashes without a goodbye, forgets what it was about to do, and comes back', async () => {
    await start({ actuatorDelay: 500 });
    const client = await greet();
    send(client, `${RELAY}/set`, { state: true });
    await caughtUp(client);
    await rig.hub.stop();
    expect((await client.closed).code).toBe(1006);
    await rig.hub.start();
    const again = await greet();
    send(again, `${RELAY}/get`);
    await until(() => expect(payloads(again, RELAY)).toEqual([{ state: false }]));
    expect(plant.relay('heater')).toBe(false);
    expect(rig.hub.connections).toBe(1);
  });
});
