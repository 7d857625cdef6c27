import fc from 'fast-check';
import { ErrorResponse, User } from 'oidc-client-ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
