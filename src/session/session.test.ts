import { ErrorResponse, User } from 'oidc-client-ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrowserLocks } from './locks.fixture.ts';
import { oidcSession } from './session.ts';

const KEY = 'oidc.user:https://id.example:signalbox';
const PROFILE = { sub: 'tess', name: 'Tess', roles: ['field'], iss: 'i', aud: 'a', exp: 0, iat: 0 };
const CONFIG = {
  authority: 'https://id.example',
  clientId: 'signalbox',
  scope: 'openid',
  rolesClaim: 'roles',
  roles: { technician: ['field'], admin: [] },
};

const { signinSilent, signinRedirectCallback, signoutRedirect } = vi.hoisted(() => ({
  signinRedirectCallback: vi.fn<() => Promise<unknown>>(),
  signinSilent: vi.fn<() => Promise<unknown>>(),
  signoutRedirect: vi.fn<(hint: unknown) => Promise<void>>(),
}));
vi.mock('oidc-client-ts', async (original) => ({
  ...(await original<typeof import('oidc-client-ts')>()),
  UserManager: class {
    signinSilent = signinSilent;
    signinRedirectCallback = signinRedirectCallback;
    signoutRedirect = signoutRedirect;
  },
}));

let stored: Map<string, string>;
let network: { onLine: boolean; locks: unknown };
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000 });
  stored = new Map();
  network = { onLine: true, locks: new BrowserLocks().tab('only') };
  signinSilent.mockReset();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    removeItem: (key: string) => stored.delete(key),
  };
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('sessionStorage', storage);
  vi.stubGlobal('location', { search: '' });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('navigator', network);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function user(seconds: number, refresh: string | undefined = 'refresh'): User {
  return new User({
    access_token: 'access',
    ...(refresh !== '' && { refresh_token: refresh }),
    token_type: 'Bearer',
    expires_at: Math.floor(Date.now() / 1000) + seconds,
    profile: PROFILE,
  });
}

/** A page that is loaded when its stored session has ended. */
function reopened(refresh?: string) {
  stored.set(KEY, user(-60, refresh).toStorageString());
  const forget = vi.fn(async () => undefined);
  return { session: oidcSession(CONFIG, 'https://signalbox.example/', forget), forget };
}

/** What a request comes to where nothing answers, or not in OAuth's words: `oidc-client-ts` throws so. */
const UNANSWERED = {
  'a network that leads nowhere': () => new TypeError('Failed to fetch'),
  'a request that times out': () => Object.assign(new Error('Network timed out'), { name: 'ErrorTimeout' }),
  'a 502 of what stands before it': () => new Error('Invalid response Content-Type: text/html'),
  'a 503 in the words of what stands before it': () => new ErrorResponse({ error: 'Service Unavailable' }),
  'a provider that is unwell': () => new ErrorResponse({ error: 'server_error' }),
};

describe('a stored session that has ended when the page is loaded', () => {
  it.each(Object.entries(UNANSWERED))(
    'waits behind %s: its person sees their own values',
    async (_, error) => {
      const { session, forget } = reopened();
      signinSilent.mockImplementation(() => Promise.reject(error()));
      await session.start();
      expect(session.store.getState()).toMatchObject({
        status: 'expired',
        person: { subject: 'tess', name: 'Tess', role: 'technician' },
        accessToken: null,
        isRenewable: true,
      });
      expect(session.store.getState().problem).toContain('does not answer');
      expect(forget).not.toHaveBeenCalled();
      expect(stored.has(KEY)).toBe(true);

      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(session.store.getState()).toMatchObject({ status: 'expired', isRenewable: true });
      signinSilent.mockImplementation(async () => user(300));
      await vi.advanceTimersByTimeAsync(30_000);
      expect(session.store.getState()).toMatchObject({
        status: 'signed-in',
        person: { subject: 'tess' },
        accessToken: 'access',
        problem: '',
      });
    },
  );

  it('waits behind a provider that takes the question and does not answer, from two seconds on', async () => {
    const { session } = reopened();
    signinSilent.mockImplementation(() => new Promise(() => undefined));
    const started = session.start();
    await vi.advanceTimersByTimeAsync(1_900);
    expect(session.store.getState().status).toBe('loading');
    await vi.advanceTimersByTimeAsync(200);
    await started;
    expect(session.store.getState()).toMatchObject({ status: 'expired', person: { subject: 'tess' } });
  });

  it('says which it is that does not answer, as that changes', async () => {
    const { session } = reopened();
    network.onLine = false;
    signinSilent.mockRejectedValue(new TypeError('Failed to fetch'));
    await session.start();
    expect(session.store.getState().problem).toContain('This device is offline');
    network.onLine = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(session.store.getState().problem).toContain('The sign-in service does not answer');
  });

  it('is signed out and wiped when the provider refuses it, at once or after hours of silence', async () => {
    for (const hours of [0, 5]) {
      const { session, forget } = reopened();
      signinSilent.mockRejectedValue(new TypeError('Failed to fetch'));
      if (hours > 0) {
        await session.start();
        await vi.advanceTimersByTimeAsync(hours * 3_600_000);
        expect(session.store.getState().status).toBe('expired');
      }
      signinSilent.mockRejectedValue(new ErrorResponse({ error: 'invalid_grant' }));
      if (hours === 0) await session.start();
      await vi.advanceTimersByTimeAsync(30_000);
      expect(session.store.getState()).toMatchObject({
        status: 'signed-out',
        person: { subject: '' },
        isRenewable: false,
      });
      expect(session.store.getState().problem).toContain('The last session has ended');
      expect(forget).toHaveBeenCalledTimes(1);
      expect(stored.has(KEY)).toBe(false);
    }
  });

  it('is signed out where there is nothing to renew it with, but not before there is a network to sign in by', async () => {
    const { session, forget } = reopened('');
    await session.start();
    expect(session.store.getState().status).toBe('signed-out');
    expect(forget).toHaveBeenCalledTimes(1);

    network.onLine = false;
    const away = reopened('');
    await away.session.start();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(away.session.store.getState()).toMatchObject({ status: 'expired', isRenewable: false });
    expect(away.session.store.getState().problem).toContain('Sign in again');
    expect(away.forget).not.toHaveBeenCalled();
  });
});

it('Signing out tells the provider whose session ends, also where another tab has forgotten them meanwhile', async () => {
  const idToken = 'header.payload.signature';
  const signedIn = new User({ ...user(60), id_token: idToken, profile: PROFILE });
  stored.set(KEY, signedIn.toStorageString());
  // A renewal that ends after a person has signed out takes what it brought away again.
  const forget = async () => void stored.delete(KEY);
  const session = oidcSession(CONFIG, 'https://signalbox.example/', forget);
  await session.start();
  const out = session.signOut();
  await vi.advanceTimersByTimeAsync(2_000);
  await out;
  expect(stored.has(KEY)).toBe(false);
  expect(signoutRedirect).toHaveBeenCalledExactlyOnceWith({ id_token_hint: idToken });
});

describe('an address that a sign-in came back by', () => {
  const replaced = vi.fn<(state: unknown, title: string, address: string) => void>();
  beforeEach(() => {
    replaced.mockReset();
    vi.stubGlobal('location', { search: '?code=used&state=s1' });
    vi.stubGlobal('history', { replaceState: replaced });
    vi.stubGlobal('dispatchEvent', () => true);
  });

  it('takes nothing from a session that only has to be renewed, where it is old or its request fails', async () => {
    const { session, forget } = reopened();
    signinRedirectCallback.mockRejectedValue(new Error('No matching state found in storage'));
    signinSilent.mockImplementation(async () => user(300));
    await session.start();
    expect(session.store.getState()).toMatchObject({ status: 'signed-in', problem: '' });
    expect(forget).not.toHaveBeenCalled();
  });

  it.each([
    ['is refused', () => new ErrorResponse({ error: 'access_denied' })],
    ['breaks off', () => new TypeError('Failed to fetch')],
  ])('leads to where the person was going when it %s, for when they sign in again', async (_, error) => {
    // As the library writes it before it leaves, and takes it away before it asks.
    stored.set(
      'oidc.s1',
      JSON.stringify({ id: 's1', data: '/devices/fleet/pump%201?window=1h', created: 1 }),
    );
    signinRedirectCallback.mockImplementation(() => {
      stored.delete('oidc.s1');
      return Promise.reject(error());
    });
    const session = oidcSession(CONFIG, 'https://signalbox.example/', async () => undefined);
    await session.start();
    expect(session.store.getState().status).toBe('signed-out');
    expect(replaced).toHaveBeenCalledExactlyOnceWith(null, '', '/devices/fleet/pump%201?window=1h');
  });
});

it('What another page of the same host does with its own session is nothing to this one', async () => {
  const listeners: ((event: { key: string }) => void)[] = [];
  vi.stubGlobal('addEventListener', (_type: string, listener: (event: { key: string }) => void) =>
    listeners.push(listener),
  );
  stored.set(KEY, user(300).toStorageString());
  const session = oidcSession(CONFIG, 'https://signalbox.example/', async () => undefined);
  await session.start();
  signinSilent.mockRejectedValue(new ErrorResponse({ error: 'invalid_grant' }));
  await vi.advanceTimersByTimeAsync(210_000);
  expect(session.store.getState().status).toBe('renewal-failed');
  for (const listener of listeners) listener({ key: 'oidc.user:https://id.example:another-app' });
  await vi.advanceTimersByTimeAsync(10);
  expect(session.store.getState().status).toBe('renewal-failed');
});

it('A browser that does not let what was kept be deleted is no reason not to begin, and none not to sign out', async () => {
  const denied = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
  const nobody = oidcSession(CONFIG, 'https://signalbox.example/', denied);
  await nobody.start();
  expect(nobody.store.getState().status).toBe('signed-out');

  stored.set(KEY, user(60).toStorageString());
  const session = oidcSession(CONFIG, 'https://signalbox.example/', denied);
  await session.start();
  signoutRedirect.mockClear().mockRejectedValueOnce(new TypeError('Failed to fetch'));
  await session.signOut();
  expect(signoutRedirect).toHaveBeenCalledOnce();
  expect(stored.has(KEY)).toBe(false);
  expect(session.store.getState().status).toBe('signed-out');
});

it('A session that was stored by a clock which has been set back since is renewed at once, and ends in its time', async () => {
  const { expires_at: _, ...signedIn } = JSON.parse(user(300).toStorageString());
  const ahead = Date.now() + 86_400_000;
  stored.set(KEY, JSON.stringify({ ...signedIn, expires_at: ahead / 1000 + 300, kept_at: ahead }));
  signinSilent.mockRejectedValue(new TypeError('Failed to fetch'));
  const session = oidcSession(CONFIG, 'https://signalbox.example/', async () => undefined);
  await session.start();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(signinSilent).toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(301_000);
  expect(session.store.getState()).toMatchObject({ status: 'expired', accessToken: null });
});
