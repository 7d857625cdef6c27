import { UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drogueOn, events, hears, KEY } from './drogue.fixture.ts';
import { refusal, type TestSocket, until } from './test-client.ts';
import { lapsingToken, testToken } from './test-plant.ts';

const PORT = 6215;
const HOST = `ws://localhost:${PORT}`;

describe('Drogue', () => {
  const rig = drogueOn(PORT);
  const { clients, start, join } = rig;

  beforeEach(() => {
    rig.begin();
  });
  afterEach(() => rig.end());

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
      expect(rig.drogue.connections()).toBe(4);
      expect(rig.drogue.accepted).toBe(4);
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
      expect(rig.drogue.accepted).toBe(0);
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
      await until(() => expect(rig.drogue.connections()).toBe(0));
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
      await until(() => expect(rig.drogue.refreshed).toBe(1));
      await until(() => expect(Date.now()).toBeGreaterThan(expiry + 50));
      const before = client.heard.length;
      await hears(client, before + 3);
      expect(rig.drogue.accepted).toBe(1);
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

  it('crashes without a goodbye and comes back on the same port', async () => {
    await start();
    const client = await join(`/fleet?${KEY}`);
    await rig.drogue.stop();
    expect((await client.closed).code).toBe(1006);
    expect(rig.drogue.connections()).toBe(0);
    await rig.drogue.start();
    await hears(await join(`/fleet?${KEY}`));
    expect(rig.drogue.accepted).toBe(2);
  });
});
