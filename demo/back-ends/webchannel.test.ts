import { decodeJwt, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DemoTimes } from './back-end.ts';
import { call, openSocket, refusal, type TestSocket, until } from './test-client.ts';
import { createTestPlant, type TestPlant, testContext, testToken } from './test-plant.ts';
import { createWebchannel, type Webchannel } from './webchannel.ts';

const PORT = 6235;
const ORIGIN = `http://localhost:${PORT}`;
const CHANNELS = `${ORIGIN}/webchannel/v1/channels`;
const KEY = { 'x-api-key': 'webchannel-demo-key' };
/** No job publishes while a test looks at what else is. */
const QUIET: Partial<DemoTimes> = { jobStep: 3_600_000 };

const socketUrl = (channelId: string, token: string) =>
  `ws://localhost:${PORT}/webchannel/v1/channels/${encodeURIComponent(channelId)}?access_token=${token}`;

describe('webchannel', () => {
  let plant: TestPlant;
  let webchannel: Webchannel;
  const clients: TestSocket[] = [];

  async function start(times: Partial<DemoTimes> = QUIET): Promise<void> {
    webchannel = createWebchannel(testContext(PORT, plant, { times }));
    await webchannel.start();
  }

  const create = (body?: string, headers: Record<string, string> = KEY) =>
    call(CHANNELS, { method: 'POST', headers, ...(body !== undefined && { body }) });

  /** A channel of this name, and its token. */
  async function channel(channelId: string): Promise<string> {
    const { token }: { token: string } = await (await create(JSON.stringify({ channelId }))).json();
    return token;
  }

  async function subscribe(channelId: string, token: string): Promise<TestSocket> {
    const client = await openSocket(socketUrl(channelId, token));
    clients.push(client);
    return client;
  }

  const publish = (channelId: string, body: string | Uint8Array, headers: Record<string, string>) =>
    call(`${CHANNELS}/${encodeURIComponent(channelId)}`, {
      method: 'POST',
      headers,
      body: Buffer.from(body),
    });

  async function expectProblem(answer: Response, status: number, title?: string): Promise<void> {
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, title: title ?? expect.any(String) });
  }

  beforeEach(() => {
    plant = createTestPlant();
  });
  afterEach(async () => {
    for (const { socket } of clients.splice(0)) socket.terminate();
    await webchannel.stop();
    plant.stop();
  });

  describe('creates', () => {
    it('a channel of a name, with a token for it alone that lasts as long as it should', async () => {
      await start({ ...QUIET, channelToken: 3_600_000 });
      const answer = await create('{"channelId":"user:7"}');
      expect(answer.status).toBe(201);
      const { channelId, token } = await answer.json();
      expect(channelId).toBe('user:7');
      const { cid, exp } = decodeJwt(token);
      expect(cid).toBe('user:7');
      expect(exp).toBeGreaterThan(Date.now() / 1000 + 3_500);
      expect(exp).toBeLessThan(Date.now() / 1000 + 3_700);
    });

    it.each([[undefined], [''], ['{}']])('a channel of a name of its own for the body %j', async (body) => {
      await start();
      const [first, second] = [await create(body), await create(body)];
      const ids = [(await first.json()).channelId, (await second.json()).channelId];
      expect(ids[0]).not.toBe('');
      expect(ids[0]).not.toBe(ids[1]);
    });

    it.each([
      ['no key', {}],
      ['a wrong key', { 'x-api-key': 'wrong' }],
    ])('nothing for somebody with %s', async (_who, headers) => {
      await start();
      await expectProblem(await create('{}', headers), 401, 'Invalid credentials.');
    });

    it('nothing from a body that makes no sense or is larger than 16 KiB', async () => {
      await start();
      for (const body of ['{', '5', 'null', '{"channelId":5}', '{"channelId":""}']) {
        await expectProblem(await create(body), 400);
      }
      const padded = (size: number) => `{"channelId":"x"}${' '.repeat(size - 17)}`;
      expect((await create(padded(16 * 1024))).status).toBe(201);
      await expectProblem(await create(padded(16 * 1024 + 1)), 413);
    });
  });

  describe('refuses at the handshake', () => {
    it('a token that is missing, forged, expired, unsigned or of another channel', async () => {
      await start();
      const other = await channel('user:2');
      const forged = await new SignJWT({ cid: 'user:1' })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode('another secret of some length, at least'));
      for (const token of ['', 'nonsense', forged, testToken('admin'), other]) {
        expect((await refusal(socketUrl('user:1', token))).status).toBe(401);
      }
      expect(webchannel.accepted).toBe(0);
    });

    it.each([
      [0, 'takes'],
      [-3_000, 'refuses'],
    ])(
      'a token only once it has been expired for more than two seconds (life of %i ms: %s it)',
      async (channelToken, what) => {
        await start({ ...QUIET, channelToken });
        const token = await channel('user:2');
        if (what === 'takes') await subscribe('user:2', token);
        else expect((await refusal(socketUrl('user:2', token))).status).toBe(401);
      },
    );

    it('a channel that nobody created, and other paths', async () => {
      await start();
      const token = await channel('user:2');
      expect((await refusal(socketUrl('user:3', token))).status).toBe(404);
      expect((await refusal(`ws://localhost:${PORT}/other?access_token=${token}`)).status).toBe(404);
      const broken = `ws://localhost:${PORT}/webchannel/v1/channels/%E0?access_token=${token}`;
      expect((await refusal(broken)).status).toBe(404);
    });
  });

  describe('publishes', () => {
    it('exactly the bytes it was given, in binary frames, to everybody on the channel and nobody else', async () => {
      await start();
      const token = await channel('user:2');
      const [first, second] = [await subscribe('user:2', token), await subscribe('user:2', token)];
      const other = await subscribe('user:3', await channel('user:3'));
      const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const sent = [every, new Uint8Array(0), new TextEncoder().encode('{"percent":50}')];
      for (const bytes of sent) {
        expect((await publish('user:2', bytes, { authorization: `Bearer ${token}` })).status).toBe(202);
      }
      for (const { frames } of [first, second]) {
        await until(() => expect(frames).toHaveLength(3));
        expect(frames.map(({ bytes }) => Uint8Array.from(bytes))).toEqual(sent);
        expect(frames.every(({ isBinary }) => isBinary)).toBe(true);
      }
      expect(other.frames).toEqual([]);
      expect(plant.orders).toMatchObject([
        { device: 'user:2', property: 'publish', value: 256 },
        { value: 0 },
        { value: 14 },
      ]);
    });

    it('for its API key, too', async () => {
      await start();
      const client = await subscribe('user:2', await channel('user:2'));
      expect((await publish('user:2', 'hello', KEY)).status).toBe(202);
      await until(() => expect(client.heard).toEqual(['hello']));
    });

    it('512 KiB and not a byte more', async () => {
      await start();
      const client = await subscribe('user:2', await channel('user:2'));
      const limit = 512 * 1024;
      await expectProblem(await publish('user:2', new Uint8Array(limit + 1), KEY), 413);
      expect((await publish('user:2', new Uint8Array(limit), KEY)).status).toBe(202);
      await until(() => expect(client.frames).toHaveLength(1));
      expect(client.frames[0]?.bytes.byteLength).toBe(limit);
    });

    it('nothing for wrong credentials, a wrong token or the token of another channel', async () => {
      await start();
      await channel('user:2');
      const other = await channel('user:3');
      await expectProblem(await publish('user:2', 'x', {}), 401, 'Invalid credentials.');
      await expectProblem(
        await publish('user:2', 'x', { 'x-api-key': 'wrong' }),
        401,
        'Invalid credentials.',
      );
      for (const token of ['nonsense', other]) {
        const headers = { authorization: `Bearer ${token}` };
        await expectProblem(await publish('user:2', 'x', headers), 401, 'Invalid token.');
      }
      await expectProblem(await publish('user:4', 'x', KEY), 404);
      expect(plant.orders).toEqual([]);
    });

    it('nothing to those who come later', async () => {
      await start();
      const token = await channel('user:2');
      await publish('user:2', 'early', KEY);
      const client = await subscribe('user:2', token);
      await publish('user:2', 'late', KEY);
      await until(() => expect(client.heard).toEqual(['late']));
    });
  });

  it.each([
    ['text', (client: TestSocket) => client.socket.send('hello')],
    ['an empty message', (client: TestSocket) => client.socket.send('')],
    ['bytes', (client: TestSocket) => client.socket.send(new Uint8Array(3))],
    ['a ping', (client: TestSocket) => client.socket.ping()],
    ['a pong', (client: TestSocket) => client.socket.pong()],
  ])('hangs up at once on whoever sends %s', async (_what, speak) => {
    await start();
    const client = await subscribe('user:2', await channel('user:2'));
    speak(client);
    expect((await client.closed).code).toBe(1006);
  });

  it('answers wrong paths and methods with a problem', async () => {
    await start();
    await expectProblem(await call(`${ORIGIN}/`), 404);
    await expectProblem(await call(`${CHANNELS}/%E0`, { method: 'POST' }), 404);
    await expectProblem(await call(CHANNELS), 405);
    await expectProblem(await call(`${CHANNELS}/user%3A1`), 405);
    await expectProblem(await call(`${ORIGIN}/api/channel-token`, { method: 'PUT' }), 405);
  });

  describe('the application beside it', () => {
    const ask = (method: string, token: string | null) =>
      call(`${ORIGIN}/api/channel-token`, {
        method,
        headers: {
          origin: 'http://localhost:5173',
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
      });

    it.each(['GET', 'POST'])('gives whoever is signed in a token for the channel by %s', async (method) => {
      await start();
      const answer = await ask(method, testToken('viewer'));
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const { channelId, token } = await answer.json();
      expect(channelId).toBe('user:1');
      const client = await subscribe(channelId, token);
      webchannel.injectFrame(Uint8Array.of(0, 255));
      await until(() => expect(client.frames[0]?.bytes).toEqual(Buffer.from([0, 255])));
      expect(webchannel.tokensIssued).toBe(1);
    });

    it.each([
      ['nobody', null],
      ['nonsense', 'x'],
      ['an expired token', testToken('admin', -1)],
    ])('gives %s nothing', async (_who, token) => {
      await start();
      await expectProblem(await ask('GET', token), 401, 'Invalid credentials.');
      expect(webchannel.tokensIssued).toBe(0);
    });

    it.each([
      ['viewer', 403],
      ['technician', 202],
      ['admin', 202],
    ] as const)('answers a %s who publishes with %i', async (role, status) => {
      await start();
      const { token } = await (await ask('GET', testToken(role))).json();
      const answer = await publish('user:1', '{}', { authorization: `Bearer ${token}` });
      expect(answer.status).toBe(status);
      expect(plant.orders).toHaveLength(status === 202 ? 1 : 0);
    });
  });

  it('follows a job from 0 to 100 %, rests and starts another', async () => {
    await start({ jobStep: 5 });
    const answer = await call(`${ORIGIN}/api/channel-token`, {
      headers: { authorization: `Bearer ${testToken('viewer')}` },
    });
    const client = await subscribe('user:1', (await answer.json()).token);
    const told = () => client.heard.map((text): { percent: number; message: string } => JSON.parse(text));
    await until(() => {
      const first = told().findIndex(({ percent }) => percent === 0);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(told().slice(first + 1)).toContainEqual({ percent: 0, message: 'Baked 0 of 50 loaves' });
    });
    const batch = told().slice(told().findIndex(({ percent }) => percent === 0));
    const percents = batch.slice(0, 26).map(({ percent }) => percent);
    expect(percents).toEqual(Array.from({ length: 26 }, (_, step) => step * 4));
    expect(batch[7]).toEqual({ percent: 28, message: 'Baked 14 of 50 loaves' });
    expect(batch[26]?.percent).toBe(0);
  });

  it('crashes without a goodbye, and takes the same tokens when it is back', async () => {
    await start();
    const token = await channel('user:2');
    const client = await subscribe('user:2', token);
    await webchannel.stop();
    expect((await client.closed).code).toBe(1006);
    await webchannel.start();
    const again = await subscribe('user:2', token);
    await publish('user:2', 'back', KEY);
    await until(() => expect(again.heard).toEqual(['back']));
    expect(webchannel.accepted).toBe(2);
  });
});
