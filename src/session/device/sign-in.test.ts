import { describe, expect, it } from 'vitest';
import { deviceClient } from './client.ts';
import { awaitApproval, type Clock, type DeviceView } from './sign-in.ts';

const ISSUER = 'https://id.example.com';
const CONFIG = { authority: `${ISSUER}/`, clientId: 'signalbox', scope: 'openid offline_access' };
const SECRET = 'dev-Secret-9f1c';
const DISCOVERY = {
  issuer: ISSUER,
  token_endpoint: `${ISSUER}/token`,
  device_authorization_endpoint: `${ISSUER}/device/auth`,
};
const CODE = {
  device_code: SECRET,
  user_code: 'WDJB-MJHT',
  verification_uri: `${ISSUER}/device`,
  verification_uri_complete: `${ISSUER}/device?user_code=WDJB-MJHT`,
  expires_in: 600,
};

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'ES256' })}.${part(claims)}.signature`;
}
const CLAIMS = { sub: 'viewer', name: 'Viewer', iss: ISSUER, aud: 'signalbox', exp: 2_000, iat: 1_000 };
const TOKENS = {
  access_token: 'access-1',
  token_type: 'Bearer',
  expires_in: 300,
  refresh_token: 'refresh-1',
  id_token: jwt(CLAIMS),
};

type Reply = { readonly status?: number; readonly body: unknown } | 'nothing';
const ok = (body: unknown): Reply => ({ body });
const error = (name: string, description?: string, status = 400): Reply => ({
  status,
  body: { error: name, ...(description !== undefined && { error_description: description }) },
});
/** To discovery and to the question for a code. */
const CODED = [ok(DISCOVERY), ok(CODE)];

/** Runs a sign-in against replies given in turn; ends it when they are used up. Time passes only while it waits. */
async function run(replies: readonly Reply[], config = CONFIG) {
  const asked: { readonly url: string; readonly form: Record<string, string> | null; readonly at: number }[] =
    [];
  const shown: DeviceView[] = [];
  const stopping = new AbortController();
  const left = [...replies];
  let time = 1_000_000;
  const clock: Clock = {
    now: () => time,
    wait: async (ms) => {
      if (left.length === 0) stopping.abort();
      time += ms;
    },
    random: () => 0.5,
  };
  const fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const form = init?.body instanceof URLSearchParams ? Object.fromEntries(init.body) : null;
    asked.push({ url: String(url), form, at: time });
    const reply = left.shift() ?? 'nothing';
    if (reply === 'nothing') throw new TypeError('Failed to fetch');
    const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    return new Response(text, { status: reply.status ?? 200 });
  };
  const client = deviceClient(config, fetch, clock.now, stopping.signal);
  const tokens = await awaitApproval(client, clock, (view) => shown.push(view), stopping.signal);
  return { tokens, asked, shown, last: shown.at(-1) };
}

describe('signing in by another device', () => {
  it('finds the way by discovery, shows the code, asks every five seconds, and has the tokens once somebody approves', async () => {
    const { tokens, asked, shown } = await run([...CODED, error('authorization_pending'), ok(TOKENS)]);
    expect(asked.map(({ url }) => url.slice(ISSUER.length))).toEqual([
      '/.well-known/openid-configuration',
      '/device/auth',
      '/token',
      '/token',
    ]);
    expect(asked[1]?.form).toEqual({ client_id: 'signalbox', scope: 'openid offline_access' });
    expect(asked[2]?.form).toEqual({
      client_id: 'signalbox',
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: SECRET,
    });
    expect(asked.map(({ at }) => at - 1_000_000)).toEqual([0, 0, 5_000, 10_000]);
    expect(shown[1]?.code).toEqual({
      userCode: 'WDJB-MJHT',
      address: `${ISSUER}/device`,
      scanned: `${ISSUER}/device?user_code=WDJB-MJHT`,
      endsAt: 1_600_000,
    });
    expect(tokens).toMatchObject({ access_token: 'access-1', refresh_token: 'refresh-1', claims: CLAIMS });
  });

  it('keeps to the interval that the provider names, and to a slower one when told to', async () => {
    const { asked } = await run([
      ok(DISCOVERY),
      ok({ ...CODE, interval: 8 }),
      error('slow_down'),
      error('authorization_pending'),
    ]);
    expect(asked.map(({ at }) => at - 1_000_000)).toEqual([0, 0, 8_000, 21_000]);
  });

  it('shows the plain address for scanning where the provider has none with the code in it', async () => {
    const { verification_uri_complete: _, ...plain } = CODE;
    const { last } = await run([ok(DISCOVERY), ok(plain)]);
    expect(last?.code?.scanned).toBe(`${ISSUER}/device`);
  });

  it('says that it was denied, shows that code no longer, and has another a minute later', async () => {
    const { shown, asked } = await run([...CODED, error('access_denied'), ok(DISCOVERY), ok(CODE)]);
    expect(shown[2]).toEqual({ code: null, trouble: { kind: 'denied' } });
    expect(shown[3]?.code?.userCode).toBe('WDJB-MJHT');
    expect((asked[3]?.at ?? 0) - (asked[2]?.at ?? 0)).toBe(60_000);
  });

  it('has another code by itself when the one shown expires, whoever notices first', async () => {
    const short = { ...CODE, expires_in: 12 };
    const byItself = await run([
      ok(DISCOVERY),
      ok(short),
      error('authorization_pending'),
      error('authorization_pending'),
      ok(DISCOVERY),
      ok({ ...CODE, user_code: 'NEXT-CODE' }),
    ]);
    expect(byItself.last?.code?.userCode).toBe('NEXT-CODE');
    expect(byItself.asked.map(({ at }) => at - 1_000_000)).toEqual([0, 0, 5_000, 10_000, 12_000, 12_000]);
    for (const name of ['expired_token', 'invalid_grant']) {
      const told = await run([...CODED, error(name), ok(DISCOVERY), ok({ ...CODE, user_code: 'NEXT-CODE' })]);
      expect(told.last).toMatchObject({ code: { userCode: 'NEXT-CODE' }, trouble: null });
    }
  });

  it.each<[string, readonly Reply[]]>([
    ['does not answer at all', ['nothing']],
    ['answers by its proxy alone', [{ status: 502, body: '<html>Bad Gateway</html>' }]],
    ['has no time', [error('slow', undefined, 503)]],
    ['finds that too many ask', [ok(DISCOVERY), error('slow', undefined, 429)]],
    ['says that it is busy', [ok(DISCOVERY), error('temporarily_unavailable')]],
  ])('goes on trying, and says so, while the provider %s', async (_, replies) => {
    const { shown } = await run([...replies, ...CODED]);
    expect(shown[1]).toEqual({ code: null, trouble: { kind: 'unreachable' } });
    expect(shown.at(-1)).toMatchObject({ code: { userCode: 'WDJB-MJHT' }, trouble: null });
  });

  it('keeps the code in sight while the provider is away, and hears of an approval once it is back', async () => {
    const { tokens, shown } = await run([...CODED, 'nothing', 'nothing', ok(TOKENS)]);
    expect(shown[3]).toMatchObject({ code: { userCode: 'WDJB-MJHT' }, trouble: { kind: 'unreachable' } });
    expect(tokens?.access_token).toBe('access-1');
  });

  it('says so where the provider is there and yet a browser gets no answer to the question for a code', async () => {
    const { shown } = await run([ok(DISCOVERY), 'nothing', ...CODED]);
    expect(shown[1]?.trouble).toEqual({ kind: 'unanswered' });
    expect(shown.at(-1)).toMatchObject({ code: { userCode: 'WDJB-MJHT' }, trouble: null });
  });

  it('says so where the provider does not offer it, and where it refuses the page', async () => {
    const { device_authorization_endpoint: _, ...without } = DISCOVERY;
    expect((await run([ok(without)])).last?.trouble).toEqual({ kind: 'not-offered' });
    const refused = await run([ok(DISCOVERY), error('unauthorized_client', 'not for you')]);
    expect(refused.last?.trouble).toEqual({ kind: 'refused', reason: 'unauthorized_client not for you' });
  });

  it.each<[string, object]>([
    ['another page', { ...CLAIMS, aud: ['other'] }],
    ['another provider', { ...CLAIMS, iss: 'https://evil.example' }],
    ['nobody', { ...CLAIMS, sub: '' }],
  ])('takes no tokens of %s', async (_, claims) => {
    const { tokens, last } = await run([...CODED, ok({ ...TOKENS, id_token: jwt(claims) })]);
    expect(tokens).toBeNull();
    expect(last?.trouble?.kind).toBe('refused');
  });

  it('opens no address but of the web', async () => {
    for (const body of [
      { ...CODE, verification_uri: 'javascript:alert(1)' },
      { ...CODE, verification_uri_complete: 'data:text/html,x' },
    ])
      expect((await run([ok(DISCOVERY), ok(body)])).last).toMatchObject({
        code: null,
        trouble: { kind: 'refused' },
      });
  });

  it('shows no secret, whatever the provider says of it', async () => {
    const { shown } = await run([
      ...CODED,
      error('invalid_request', `device_code ${SECRET} is wrong`),
      ...CODED,
      error(`bad_${SECRET}`),
      ...CODED,
      ok({ ...TOKENS, id_token: 'none' }),
    ]);
    const all = JSON.stringify(shown);
    expect(all).toContain('invalid_request');
    for (const secret of [SECRET, 'access-1', 'refresh-1']) expect(all).not.toContain(secret);
  });
});
