import fc from 'fast-check';
import { ErrorResponse, User } from 'oidc-client-ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hasExpired, isRefusal, Provider } from './provider.ts';

const KEY = 'oidc.user:https://id.example:signalbox';
const PROFILE = { iss: 'https://id.example', aud: 'signalbox', sub: 'tess', exp: 2_000, iat: 1_000 };

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

function provider(): Provider {
  return new Provider(
    {
      authority: 'https://id.example',
      clientId: 'signalbox',
      scope: 'openid',
      rolesClaim: 'roles',
      roles: { technician: [], admin: [] },
    },
    'https://signalbox.example/',
  );
}

test('reads whom the library stored', async () => {
  const user = new User({
    access_token: 'access',
    refresh_token: 'refresh',
    token_type: 'Bearer',
    scope: 'openid',
    expires_at: 2_000,
    profile: { ...PROFILE, name: 'Tess', roles: ['admin'] },
  });
  stored.set(KEY, user.toStorageString());
  expect(await provider().getUser()).toMatchObject({
    access_token: 'access',
    refresh_token: 'refresh',
    expires_at: 2_000,
    profile: { sub: 'tess', name: 'Tess', roles: ['admin'] },
  });
});

test('takes anything else that is stored for nobody', async () => {
  expect(await provider().getUser()).toBeNull();
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
      stored.set(KEY, text);
      expect(await provider().getUser()).toBeNull();
    }),
  );
});

test('takes a browser that keeps nothing for nobody, and has nothing to forget there', async () => {
  const refuse = () => {
    throw new DOMException('', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, removeItem: refuse });
  expect(await provider().getUser()).toBeNull();
  expect(() => provider().removeUser()).not.toThrow();
});

describe('a browser that stores no more', () => {
  const used: string[] = [];
  beforeEach(() => {
    used.length = 0;
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      removeItem: (key: string) => stored.delete(key),
      setItem: () => {
        throw new DOMException('Full', 'QuotaExceededError');
      },
    });
    vi.stubGlobal('sessionStorage', localStorage);
    vi.stubGlobal('fetch', async (address: string | URL, request?: RequestInit) => {
      if (String(address).endsWith('/openid-configuration'))
        return Response.json({ issuer: 'https://id.example', token_endpoint: 'https://id.example/token' });
      used.push(new URLSearchParams(String(request?.body)).get('refresh_token') ?? '');
      const tokens = { access_token: `access ${used.length}`, refresh_token: `refresh ${used.length}` };
      return Response.json({ ...tokens, token_type: 'Bearer', expires_in: 300 });
    });
  });
  const signedIn = (at: number) =>
    new User({
      access_token: `access ${at}`,
      refresh_token: `refresh ${at}`,
      token_type: 'Bearer',
      expires_at: 2_000,
      profile: PROFILE,
    });

  test('has what a renewal brought for as long as the page lives: each refresh token is used once', async () => {
    stored.set(KEY, signedIn(0).toStorageString());
    const one = provider();
    expect(await one.signinSilent()).toMatchObject({ access_token: 'access 1' });
    expect(await one.getUser()).toMatchObject({ access_token: 'access 1' });
    await one.signinSilent();
    expect(used).toEqual(['refresh 0', 'refresh 1']);
    expect(await one.getUser()).toMatchObject({ access_token: 'access 2' });
  });

  test('has who signed in on another device, until they are forgotten', async () => {
    const one = provider();
    one.storeUser(signedIn(0));
    expect(await one.signinSilent()).toMatchObject({ refresh_token: 'refresh 1' });
    one.removeUser();
    expect(await one.getUser()).toBeNull();
  });

  test('follows another tab that stored somebody else after all, or forgot them', async () => {
    stored.set(KEY, signedIn(0).toStorageString());
    const one = provider();
    one.storeUser(signedIn(1));
    stored.set(KEY, signedIn(7).toStorageString());
    expect(await one.getUser()).toMatchObject({ access_token: 'access 7' });
    one.storeUser(signedIn(8));
    stored.clear();
    expect(await one.getUser()).toBeNull();
  });
});

describe('a provider that takes the refresh token and does not finish its answer', () => {
  const asked: string[] = [];
  /** What the token endpoint says. */
  let answer: (signal: AbortSignal | null | undefined) => Promise<Response>;
  beforeEach(() => {
    vi.useFakeTimers();
    asked.length = 0;
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, text: string) => stored.set(key, text),
      removeItem: (key: string) => stored.delete(key),
    });
    vi.stubGlobal('sessionStorage', localStorage);
    let moves = 0;
    vi.stubGlobal('fetch', (address: string | URL, request?: RequestInit) => {
      if (String(address).endsWith('/openid-configuration')) {
        const token_endpoint = `https://id.example/token${moves++}`;
        return Promise.resolve(Response.json({ issuer: 'https://id.example', token_endpoint }));
      }
      asked.push(String(address));
      return answer(request?.signal);
    });
    stored.set(
      KEY,
      JSON.stringify({
        access_token: 'a',
        refresh_token: 'r',
        token_type: 'Bearer',
        expires_at: 1,
        profile: PROFILE,
      }),
    );
  });
  afterEach(() => vi.useRealTimers());

  test.each<[string, typeof answer]>([
    [
      'to begin it',
      (signal) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    ],
    [
      'to end it',
      async () => new Response(new ReadableStream(), { headers: { 'content-type': 'application/json' } }),
    ],
  ])('fails in time where it does not come %s, and is found where it has moved to', async (_, hangs) => {
    answer = hangs;
    const one = provider();
    const ended = vi.fn();
    void one.signinSilent().then(ended, ended);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(ended).toHaveBeenCalledOnce();
    answer = async () => Response.json({ access_token: 'b', token_type: 'Bearer', expires_in: 300 });
    expect(await one.signinSilent()).toMatchObject({ access_token: 'b' });
    expect(asked).toEqual(['https://id.example/token0', 'https://id.example/token1']);
  });
});

test('forgets the person', async () => {
  stored.set(KEY, JSON.stringify({ access_token: 'access', profile: PROFILE }));
  provider().removeUser();
  expect(stored.size).toBe(0);
});

test('knows a token whose end has come, and one without an end', () => {
  const now = Date.now() / 1000;
  const user = { access_token: '', profile: PROFILE };
  expect(hasExpired({ ...user, expires_at: now - 1 })).toBe(true);
  expect(hasExpired({ ...user, expires_at: now + 60 })).toBe(false);
  expect(hasExpired(user)).toBe(false);
});

test('tells a refusal from a provider that cannot be reached', () => {
  expect(isRefusal(new ErrorResponse({ error: 'invalid_grant' }))).toBe(true);
  expect(isRefusal(new TypeError('Failed to fetch'))).toBe(false);
});
