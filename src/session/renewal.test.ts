import { ErrorResponse, User } from 'oidc-client-ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrowserLocks } from './locks.fixture.ts';
import { NotRenewableError, Renewal } from './renewal.ts';

const HOUR_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000 });
  vi.stubGlobal('navigator', { locks: new BrowserLocks().tab('only') });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function user(token: string, seconds: number): User {
  return new User({
    access_token: token,
    token_type: 'Bearer',
    refresh_token: `${token}-refresh`,
    expires_at: Math.floor(Date.now() / 1000) + seconds,
    profile: { sub: 's', iss: 'i', aud: 'a', exp: 0, iat: 0 },
  });
}

function setUp() {
  const manager = {
    key: 'oidc.user:https://id.example:signalbox',
    getUser: vi.fn<() => Promise<User | null>>(async () => user('first', 300)),
    signinSilent: vi.fn<() => Promise<User | null>>(async () => user('second', 300)),
  };
  const events = { renewed: vi.fn(), failed: vi.fn(), expired: vi.fn() };
  return { manager, events, renewal: new Renewal(manager, events) };
}

/** Tabs of one browser with one session, of which each hears what another one has stored while that still has the lock. */
function severalTabs(count: number) {
  const locks = new BrowserLocks();
  let stored = user('token 0', 300);
  const asked = vi.fn(async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return user(`token at ${Date.now()}`, 300);
  });
  const events = { renewed: vi.fn(), failed: vi.fn(), expired: vi.fn() };
  const tabs: Renewal[] = [];
  for (let at = 0; at < count; at += 1) {
    const side = locks.tab(`tab ${at}`);
    const tab: Renewal = new Renewal(
      {
        key: 'one client',
        getUser: async () => stored,
        signinSilent: async () => {
          stored = await asked();
          for (const other of tabs) if (other !== tab) other.plan(stored);
          return stored;
        },
      },
      { ...events, renewed: () => tab.plan(stored) },
    );
    const now = tab.now.bind(tab);
    tab.now = () => {
      vi.stubGlobal('navigator', { locks: side });
      return now();
    };
    tabs.push(tab);
    tab.plan(stored);
  }
  return { tabs, asked, events };
}

const refused = (error = 'invalid_grant') => new ErrorResponse({ error });

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
    renewal.plan(user('first', 300));
    await Promise.all([renewal.now(), renewal.now(), renewal.now()]);
    expect(manager.signinSilent).toHaveBeenCalledTimes(1);
  });

  it('comes without locks, too, which a page of plain http does not get', async () => {
    vi.stubGlobal('navigator', {});
    const { events, renewal } = setUp();
    renewal.plan(user('first', 300));
    await renewal.now();
    expect(events.failed).not.toHaveBeenCalled();
    expect(events.renewed).toHaveBeenCalledTimes(1);
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

  it('is tried for twelve hours while the provider is away, twice a minute or more often, and comes within half a minute of its return', async () => {
    const { manager, events, renewal } = setUp();
    const asked: number[] = [];
    manager.signinSilent.mockImplementation(async () => {
      asked.push(Date.now());
      throw new TypeError('network');
    });
    renewal.plan(user('first', 300));
    await vi.advanceTimersByTimeAsync(12 * HOUR_MS);
    const waits = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
    // From its ceiling on no more often than that, less the jitter: nobody hammers a provider that is getting up.
    expect(Math.min(...waits.slice(5))).toBeGreaterThanOrEqual(15_000);
    expect(events.expired).toHaveBeenCalledTimes(1);
    expect(events.failed).toHaveBeenLastCalledWith(expect.any(TypeError), true);
    expect(vi.getTimerCount()).toBe(1);
    manager.signinSilent.mockResolvedValue(user('second', 300));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(events.renewed).toHaveBeenCalledTimes(1);
  });

  it('comes within a minute after a machine wakes that slept until long after the end of the token', async () => {
    const { manager, events, renewal } = setUp();
    renewal.plan(user('first', 300));
    await vi.advanceTimersByTimeAsync(100_000);
    vi.setSystemTime(Date.now() + 8 * HOUR_MS);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(manager.signinSilent).toHaveBeenCalledTimes(1);
    expect(events.renewed).toHaveBeenCalledTimes(1);
  });

  it('comes in time where the clock is set back', async () => {
    const { manager, events, renewal } = setUp();
    renewal.plan(user('first', 300));
    await vi.advanceTimersByTimeAsync(10_000);
    vi.setSystemTime(Date.now() - 10 * HOUR_MS);
    await vi.advanceTimersByTimeAsync(189_000);
    expect(manager.signinSilent).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(events.renewed).toHaveBeenCalledTimes(1);
    expect(events.expired).not.toHaveBeenCalled();
  });

  it('is tried again in time, and says when the token has died, where the clock is set back', async () => {
    const { manager, events, renewal } = setUp();
    manager.signinSilent.mockRejectedValue(new TypeError('network'));
    renewal.plan(user('first', 300));
    await vi.advanceTimersByTimeAsync(230_000);
    vi.setSystemTime(Date.now() - 10 * HOUR_MS);
    const before = manager.signinSilent.mock.calls.length;
    await vi.advanceTimersByTimeAsync(71_000);
    expect(manager.signinSilent.mock.calls.length).toBeGreaterThan(before);
    expect(events.expired).toHaveBeenCalledTimes(1);
  });

  it.each([
    'invalid_request',
    'invalid_client',
    'invalid_grant',
    'unauthorized_client',
    'unsupported_grant_type',
    'invalid_scope',
    'access_denied',
    'login_required',
    'interaction_required',
    'consent_required',
    'token_inactive',
    'invalid_token',
    'expired_token',
  ])('does not ask again once the provider has refused (%s)', async (error) => {
    const { manager, events, renewal } = setUp();
    manager.signinSilent.mockRejectedValue(refused(error));
    renewal.plan(user('first', 300));
    await vi.advanceTimersByTimeAsync(299_000);
    expect(manager.signinSilent).toHaveBeenCalledTimes(1);
    expect(events.failed).toHaveBeenCalledWith(expect.any(ErrorResponse), false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(events.expired).toHaveBeenCalledTimes(1);
  });

  it.each([
    'server_error',
    'temporarily_unavailable',
    'unknown_error',
    'too_many_requests',
    'rate_limit_exceeded',
    'slow_down',
    'bad_gateway',
    'service_unavailable',
    'internal_server_error',
  ])('goes on trying with a provider that only says that it is unwell itself (%s)', async (error) => {
    const { manager, events, renewal } = setUp();
    manager.signinSilent.mockRejectedValue(new ErrorResponse({ error }));
    renewal.plan(user('first', 300));
    await vi.advanceTimersByTimeAsync(400_000);
    expect(events.failed).toHaveBeenLastCalledWith(expect.any(ErrorResponse), true);
    manager.signinSilent.mockResolvedValue(user('second', 300));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(events.renewed).toHaveBeenCalledTimes(1);
  });

  it('asks no more, whoever wants it, until there is a new session', async () => {
    const { manager, renewal } = setUp();
    renewal.plan(user('first', 300));
    manager.signinSilent.mockRejectedValue(refused());
    await renewal.now();
    await renewal.now();
    expect(manager.signinSilent).toHaveBeenCalledTimes(1);
    renewal.plan(user('first', 300));
    await renewal.now();
    expect(manager.signinSilent).toHaveBeenCalledTimes(2);
  });

  it('is over for good without a refresh token, and the library is not asked to find another way', async () => {
    const { refresh_token: _, ...bare } = user('first', 300);
    for (const stored of [null, new User(bare)]) {
      const { manager, events, renewal } = setUp();
      renewal.plan(user('first', 300));
      manager.getUser.mockResolvedValue(stored);
      await renewal.now();
      expect(manager.signinSilent).not.toHaveBeenCalled();
      expect(events.failed).toHaveBeenCalledWith(expect.any(NotRenewableError), false);
    }
  });

  it('says nothing of a failure after it was stopped, and tries no more', async () => {
    const { manager, events, renewal } = setUp();
    renewal.plan(user('first', 300));
    manager.signinSilent.mockImplementation(async () => {
      renewal.stop();
      throw new TypeError('network');
    });
    await renewal.now();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(manager.signinSilent).toHaveBeenCalledTimes(1);
    expect(events.failed).not.toHaveBeenCalled();
    expect(events.expired).not.toHaveBeenCalled();
  });

  it('comes in time for a token that lives longer than a timer can wait', async () => {
    const day = 86_400;
    const { manager, events, renewal } = setUp();
    renewal.plan(user('first', 60 * day));
    await vi.advanceTimersByTimeAsync(39 * day * 1000);
    expect(manager.signinSilent).not.toHaveBeenCalled();
    expect(events.expired).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2 * day * 1000);
    expect(events.renewed).toHaveBeenCalledTimes(1);
  });

  it('comes also where another tab stands still while it renews, and is one request of all that waited for it', async () => {
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const stopping = new AbortController();
      setTimeout(() => stopping.abort(new DOMException('', 'TimeoutError')), ms);
      return stopping.signal;
    });
    const { tabs, asked, events } = severalTabs(4);
    const [still] = tabs;
    asked.mockImplementationOnce(() => new Promise(() => undefined));
    void still?.now();
    await vi.advanceTimersByTimeAsync(260_000);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(events.expired).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(events.failed).not.toHaveBeenCalledWith(expect.anything(), false);
    expect(asked.mock.calls.length).toBeGreaterThan(10);
  });

  it('is one request of several tabs that come to it at once', async () => {
    const { asked, events } = severalTabs(5);
    await vi.advanceTimersByTimeAsync(205_000);
    expect(asked).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(events.expired).not.toHaveBeenCalled();
  });
});
