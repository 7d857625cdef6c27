import { UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientOptions } from 'ws';
import type { DemoTimes } from './back-end.ts';
import { createDrogue, type Drogue } from './drogue.ts';
import { call, openSocket, refusal, type TestSocket, until } from './test-client.ts';
import { createTestPlant, lapsingToken, type TestPlant, testContext, testToken } from './test-plant.ts';

const PORT = 6215;
const HOST = `ws://localhost:${PORT}`;
const KEY = 'username=fleet-reader&api_key=drg_demo_key';

type Event = Record<string, unknown>;

const events = (client: TestSocket): Event[] => client.heard.map((text) => JSON.parse(text));
const of = (client: TestSocket, device: string) => events(client).filter((event) => event.device === device);
const ids = (client: TestSocket) => events(client).map(({ source, id }) => `${source} ${id}`);

describe('Drogue', () => {
  let plant: TestPlant;
  let drogue: Drogue;
  const clients: TestSocket[] = [];

  async function start(times: Partial<DemoTimes> = {}, rate = 1): Promise<void> {
    drogue = createDrogue(testContext(PORT, plant, { times, rate }));
    await drogue.start();
  }

  async function join(path: string, options: ClientOptions = {}): Promise<TestSocket> {
    const client = await openSocket(`${HOST}${path}`, options);
    clients.push(client);
    return client;
  }

  const hears = (client: TestSocket, count = 1) =>
    until(() => expect(client.heard.length).toBeGreaterThanOrEqual(count));

  beforeEach(() => {
    plant = createTestPlant();
  });
  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.terminate();
    await drogue.stop();
    plant.stop();
  });

  describe('at the handshake', () => {
    it('takes a token or an access key, in the query or in a header', async () => {
      await start();
      const token = testToken('viewer');
      const basic = Buffer.from('fleet-reader:drg_demo_key').toString('base64');
      await join(`/fleet?token=${token}`);
      await join(`/fleet?${KEY}`);
      await join('/fleet', { headers: { authorization: `Bearer ${token}` } });
      await join('/fleet', { headers: { authorization: `Basic ${basic}` } });
      for (const client of clients) await hears(client);
      expect(drogue.connections()).toBe(4);
      expect(drogue.accepted).toBe(4);
    });

    it.each([
      ['/fleet', 401],
      ['/fleet/power', 401],
      ['/fleet?token=nonsense', 403],
      [`/fleet?token=${testToken('admin', -1)}`, 403],
      ['/fleet?username=fleet-reader&api_key=wrong', 403],
      ['/fleet?username=fleet-reader', 403],
      [`/other?${KEY}`, 404],
      [`/fleet/power/more?${KEY}`, 404],
      [`/%E0%A4?${KEY}`, 404],
      ['/', 404],
    ])('refuses %s with %i', async (path, status) => {
      await start();
      expect((await refusal(`${HOST}${path}`)).status).toBe(status);
      expect(drogue.accepted).toBe(0);
    });

    it('lets anybody read the public application, and nothing of the fleet there', async () => {
      await start();
      const [visitor, member] = [await join('/public'), await join(`/fleet?${KEY}`)];
      await hears(visitor, 3);
      await hears(member, 9);
      expect(new Set(events(visitor).map(({ application }) => application))).toEqual(new Set(['public']));
      expect(new Set(events(member).map(({ application }) => application))).toEqual(new Set(['fleet']));
    });
  });

  describe('sends', () => {
    it('CloudEvents of every device on its channel', async () => {
      await start();
      const client = await join(`/fleet?${KEY}`);
      await hears(client, 6);
      const [meter] = of(client, 'meter-workshop');
      expect(meter).toMatchObject({
        specversion: '1.0',
        source: expect.any(String),
        id: expect.any(String),
        type: 'io.drogue.event.v1',
        subject: 'power',
        datacontenttype: 'application/json',
        application: 'fleet',
        device: 'meter-workshop',
        instance: expect.any(String),
        sender: expect.any(String),
        data: { power: 180, energy: 12, voltage: 230 },
      });
      expect(new Date(String(meter?.time)).toISOString()).toBe(meter?.time);
      expect(of(client, 'meter-office').length).toBeGreaterThan(0);
      expect(of(client, 'dimmer-1')[0]).toMatchObject({ subject: 'light', data: { level: 40 } });
    });

    it('only the channel that was asked for', async () => {
      await start();
      const client = await join(`/fleet/light?${KEY}`);
      await hears(client, 4);
      expect(new Set(events(client).map(({ subject }) => subject))).toEqual(new Set(['light']));
    });

    it('nested, binary and presence payloads now and then', async () => {
      await start({ publish: 0 });
      const client = await join(`/fleet?${KEY}`);
      await until(() => {
        const all = events(client);
        expect(all).toContainEqual(
          expect.objectContaining({
            data: expect.objectContaining({ geoloc: { lat: expect.any(Number), lon: expect.any(Number) } }),
          }),
        );
        expect(all).toContainEqual(
          expect.objectContaining({ device: 'tag-7', data_base64: expect.any(String) }),
        );
        const presence = all.filter(({ type }) => type === 'io.drogue.connection.v1');
        expect(presence).toContainEqual(expect.objectContaining({ data: { connected: true } }));
        expect(presence).toContainEqual(expect.objectContaining({ data: { connected: false } }));
      });
      expect(of(client, 'tag-7').find((event) => 'data_base64' in event)).not.toHaveProperty('data');
    });

    it('an exact duplicate now and then', async () => {
      await start({ publish: 0 });
      const client = await join(`/fleet?${KEY}`);
      await until(() => expect(new Set(ids(client)).size).toBeLessThan(client.heard.length));
      const repeated = client.heard.filter((text, index) => client.heard.indexOf(text) !== index);
      expect(repeated.length).toBe(client.heard.length - new Set(ids(client)).size);
    });

    it('every event to every socket without a group, and to one socket of each group', async () => {
      await start({ publish: 0 });
      const path = `/fleet?${KEY}`;
      const alone = await join(path);
      const wall = [await join(`${path}&group_id=wall`), await join(`${path}&group_id=wall`)] as const;
      const desk = await join(`${path}&group_id=desk`);
      // What was on its way while the others joined is left out.
      const from = alone.heard.length + 8;
      await hears(alone, from + 60);
      const [left, right] = wall.map((member) => new Set(ids(member)));
      const all = new Set(ids(alone).slice(from));
      expect(left?.size).toBeGreaterThan(10);
      expect(right?.size).toBeGreaterThan(10);
      expect([...(left ?? [])].filter((id) => right?.has(id))).toEqual([]);
      // Each member gets every device, however regularly the devices take turns.
      for (const member of wall) {
        expect(new Set(events(member).map(({ device }) => device)).size).toBeGreaterThan(2);
      }
      const known = new Set([...(left ?? []), ...(right ?? [])]);
      expect([...all].slice(0, 40).filter((id) => !known.has(id))).toEqual([]);
      const desked = new Set(ids(desk));
      expect([...all].slice(0, 40).filter((id) => !desked.has(id))).toEqual([]);
    });

    it('extra devices at the rate that was set, each in turn', async () => {
      plant.stop();
      plant = createTestPlant(['device-0001', 'device-0002', 'device-0003']);
      await start({ publish: 3_600_000 }, 10);
      const client = await join(`/fleet/sensor?${KEY}`);
      await hears(client, 9);
      // Ten a second and device at ten steps a second: each once a step.
      const inTurn = [...new Set(ids(client))].map((id) => id.split(' ')[0]);
      expect(new Set(inTurn.slice(0, 3)).size).toBe(3);
      expect(inTurn.slice(3, 6)).toEqual(inTurn.slice(0, 3));
      expect(events(client)[0]?.data).toEqual({ value: 50 });
    });

    it('raw text to every socket when a test wants it', async () => {
      await start({ publish: 3_600_000 });
      const [first, second] = [await join(`/fleet?${KEY}`), await join('/public')];
      drogue.injectFrame('{"half');
      for (const client of [first, second]) await until(() => expect(client.heard).toContain('{"half'));
    });
  });

  describe('of heartbeats', () => {
    it('pings, and keeps whoever answers', async () => {
      // Long enough for a machine that is busy, short enough to be outlived.
      const droguePeerTimeout = 1_000;
      await start({ drogueHeartbeat: 20, droguePeerTimeout });
      const client = await join(`/fleet?${KEY}`);
      const end = Date.now() + droguePeerTimeout + 200;
      let pings = 0;
      client.socket.on('ping', () => {
        pings += 1;
      });
      await until(() => expect(Date.now()).toBeGreaterThan(end));
      expect(pings).toBeGreaterThan(5);
      expect(client.socket.readyState).toBe(client.socket.OPEN);
    });

    it('drops a peer that is silent', async () => {
      await start({ drogueHeartbeat: 10, droguePeerTimeout: 100 });
      const client = await join(`/fleet?${KEY}`, { autoPong: false });
      expect((await client.closed).code).toBe(1006);
      await until(() => expect(drogue.connections()).toBe(0));
    });
  });

  describe('of tokens', () => {
    const refresh = (client: TestSocket, token: string) =>
      client.socket.send(JSON.stringify({ RefreshAccessToken: token }));

    it('closes with 1008 when a check finds one expired', async () => {
      await start({ drogueExpiryCheck: 10 });
      const client = await join(`/fleet?token=${lapsingToken()}`);
      expect(await client.closed).toEqual({ code: 1008, reason: 'JWT token expired' });
    });

    it('looks at expiry at its checks only', async () => {
      await start({ drogueExpiryCheck: 3_600_000 });
      const client = await join(`/fleet?token=${lapsingToken()}`);
      await hears(client, 9);
      expect(client.socket.readyState).toBe(client.socket.OPEN);
    });

    it('never expires an access key', async () => {
      await start({ drogueExpiryCheck: 5 });
      const client = await join(`/fleet?${KEY}`);
      await hears(client, 12);
      expect(client.socket.readyState).toBe(client.socket.OPEN);
    });

    it('keeps the same socket for whoever refreshes in time', async () => {
      await start({ drogueExpiryCheck: 10 });
      const life = 1_500;
      const expiry = Date.now() + life;
      const client = await join(`/fleet?token=${testToken('viewer', life)}`);
      refresh(client, testToken('viewer'));
      await until(() => expect(drogue.refreshed).toBe(1));
      await until(() => expect(Date.now()).toBeGreaterThan(expiry + 50));
      const before = client.heard.length;
      await hears(client, before + 3);
      expect(drogue.accepted).toBe(1);
    });

    it.each([
      ['an expired one', testToken('viewer', -1)],
      ['one of another issuer', new UnsecuredJWT({}).encode()],
    ])('closes with 1008 when %s is offered', async (_which, token) => {
      await start();
      const client = await join(`/fleet?${KEY}`);
      refresh(client, token);
      expect(await client.closed).toEqual({ code: 1008, reason: 'Failed to refresh token' });
    });

    it('closes with 1011 when what is offered is no token', async () => {
      await start();
      const client = await join(`/fleet?${KEY}`);
      refresh(client, 'nonsense');
      const { code, reason } = await client.closed;
      expect(code).toBe(1011);
      expect(reason).not.toBe('');
    });

    it.each(['', 'hello', '{"half', '42', 'null', '{}', '{"RefreshAccessToken":5}', '"€€€', '€'.repeat(200)])(
      'closes with 1002 and the reason on anything else (%s)',
      async (text) => {
        await start();
        const client = await join(`/fleet?${KEY}`);
        client.socket.send(text);
        const { code, reason } = await client.closed;
        expect(code).toBe(1002);
        expect(reason).not.toBe('');
      },
    );
  });

  describe('of commands', () => {
    const url = (path: string) => `http://localhost:${PORT}/api/command/v1alpha1/apps/${path}`;
    const DIMMER = url('fleet/devices/dimmer-1?command=level');

    function order(
      address: string,
      token: string | null,
      payload: unknown = { level: 70 },
    ): Promise<Response> {
      return call(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(payload),
      });
    }

    it.each(['technician', 'admin'] as const)(
      'takes those of a %s and reports what came of them',
      async (role) => {
        await start({ publish: 3_600_000 });
        const client = await join(`/fleet/light?${KEY}`);
        expect((await order(DIMMER, testToken(role))).status).toBe(202);
        await until(() => expect(of(client, 'dimmer-1').at(-1)?.data).toEqual({ level: 70 }));
        expect(plant.dimmer()).toBe(70);
        expect(plant.orders).toMatchObject([{ device: 'dimmer-1', property: 'level', value: 70 }]);
      },
    );

    it('accepts before anything has come of them', async () => {
      await start({ actuatorDelay: 3_600_000 });
      expect((await order(DIMMER, testToken('admin'))).status).toBe(202);
      await until(() => expect(plant.orders).toHaveLength(1));
      expect(plant.dimmer()).toBe(40);
    });

    it.each([
      ['nobody', null, 401],
      ['somebody whose token has expired', testToken('admin', -1), 401],
      ['a viewer', testToken('viewer'), 403],
    ])('refuses those of %s', async (_who, token, status) => {
      await start();
      const answer = await order(DIMMER, token);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(plant.orders).toEqual([]);
    });

    it.each([
      'other/devices/dimmer-1',
      'public/devices/weather-1',
      'fleet/devices/toaster',
      'fleet/devices/%E0',
    ])('answers 406 for %s', async (path) => {
      await start();
      expect((await order(url(`${path}?command=level`), testToken('admin'))).status).toBe(406);
    });

    it.each([
      ['level', { level: 'high' }],
      ['level', { level: 101 }],
      ['level', 'x'],
      ['level', null],
      ['dance', { level: 5 }],
    ])('accepts what the device then ignores: %s %j', async (command, payload) => {
      await start();
      const address = url(`fleet/devices/dimmer-1?command=${command}`);
      expect((await order(address, testToken('admin'), payload)).status).toBe(202);
      // The next one is delivered after it.
      await order(DIMMER, testToken('admin'), { level: 1 });
      await until(() => expect(plant.dimmer()).toBe(1));
      expect(plant.orders).toHaveLength(1);
    });

    it('knows other paths, methods and a missing command for what they are', async () => {
      await start();
      expect((await call(`http://localhost:${PORT}/`)).status).toBe(404);
      expect((await call(DIMMER)).status).toBe(405);
      expect((await order(url('fleet/devices/dimmer-1'), testToken('admin'))).status).toBe(400);
    });

    it('lets a page of another origin send them', async () => {
      await start();
      const answer = await call(DIMMER, {
        method: 'OPTIONS',
        headers: { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' },
      });
      expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
      expect(answer.headers.get('access-control-allow-headers')).toContain('authorization');
    });
  });

  it('crashes without a goodbye and comes back on the same port', async () => {
    await start();
    const client = await join(`/fleet?${KEY}`);
    await drogue.stop();
    expect((await client.closed).code).toBe(1006);
    expect(drogue.connections()).toBe(0);
    await drogue.start();
    await hears(await join(`/fleet?${KEY}`));
    expect(drogue.accepted).toBe(2);
  });
});
