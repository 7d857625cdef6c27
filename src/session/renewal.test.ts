import { ErrorResponse, User } from 'oidc-client-ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Renewal } from './renewal.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000 });
  vi.stubGlobal('navigator', { locks: { request: (_name: string, work: () => Promise<unknown>) => work() } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function user(token: string, seconds: number): User {
  return new User({
    access_token: token,
    token_type: 'Bearer',
    expires_at: Math.floor(Date.now() / 1000) + seconds,
    profile: { sub: 's', iss: 'i', aud: 'a', exp: 0, iat: 0 },
  });
}

function setUp() {
  const manager = {
    getUser: vi.fn<() => Promise<User | null>>(async () => null),
    signinSilent: vi.fn<() => Promise<User | null>>(async () => user('second', 300)),
  };
  const events = { renewed: vi.fn(), failed: vi.fn(), expired: vi.fn() };
  return { manager, events, renewal: new Renewal(manager, events) };
}

const refused = () => new ErrorResponse({ error: 'invalid_grant' });

describe('the renewal', () => {
  it('comes well ahead of the end of the token', async () => {
    const { manager, events, renewal } = setUp();
    renewal.plan(user('first', 300));
    await vi.advanceTimersByTimeAsync(199_000);
    expect(manager.signinSilent).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(events.renewed).toHaveBeenCalledTimes(1);
    expect(events.expired).not.toHaveBeenCalled();
  });

  it('is one request, however many ask for it', async () => {
    const { manager, renewal } = setUp();
    await Promise.all([renewal.now(), renewal.now(), renewal.now()]);
    expect(manager.signinSilent).toHaveBeenCalledTimes(1);
  });

  it('takes the token another tab has just got instead of using the refresh token twice', async () => {
    const { manager, events, renewal } = setUp();
    renewal.plan(user('first', 300));
    const theirs = user('theirs', 300);
    manager.getUser.mockResolvedValue(theirs);
    await renewal.now();
    expect(manager.signinSilent).not.toHaveBeenCalled();
    expect(events.renewed).toHaveBeenCalledWith(theirs);
  });

  it('goes on trying while the provider is away, and says so before the token dies', async () => {
    const { manager, events, renewal } = setUp();
    manager.signinSilent.mockRejectedValue(new TypeError('network'));
    renewal.plan(user('first', 300));
    await vi.advanceTimersByTimeAsync(201_000);
    expect(events.failed).toHaveBeenCalledWith(expect.any(TypeError), true);
    expect(events.expired).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(manager.signinSilent.mock.calls.length).toBeGreaterThan(2);
    manager.signinSilent.mockResolvedValue(user('second', 300));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(events.renewed).toHaveBeenCalledTimes(1);
  });

  it('does not ask again once the provider has refused', async () => {
    const { manager, events, renewal } = setUp();
    manager.signinSilent.mockRejectedValue(refused());
    renewal.plan(user('first', 300));
    await vi.advanceTimersByTimeAsync(299_000);
    expect(manager.signinSilent).toHaveBeenCalledTimes(1);
    expect(events.failed).toHaveBeenCalledWith(expect.any(ErrorResponse), false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(events.expired).toHaveBeenCalledTimes(1);
  });
});
