import { describe, expect, it, vi } from 'vitest';
import type { CredentialsSettings } from '../../model/settings.ts';
import type { Resolution } from './credentials.ts';
import { TokenRenewal } from './token-renewal.ts';

const HANDED_OUT: Resolution = {
  kind: 'ready',
  credentials: { kind: 'bearer', token: 'handed out' },
};

function refused(what: 'session' | 'access'): Resolution {
  return { kind: 'refused', reason: '', what };
}

function setUp(kind: CredentialsSettings['kind']) {
  const host = {
    accessToken: vi.fn<() => string | null>(() => 'next'),
    renewToken: vi.fn(),
    handedOut: vi.fn<() => Promise<Resolution>>(async () => HANDED_OUT),
  };
  const waiting = new AbortController();
  return { host, waiting, renewal: new TokenRenewal(kind, host, host.handedOut) };
}

describe('a token that was refused', () => {
  it('of the session is followed by the session’s next one, which is asked for once', async () => {
    const { host, waiting, renewal } = setUp('oidc');
    const token = renewal.next(waiting.signal);
    expect(host.renewToken).toHaveBeenCalledOnce();
    renewal.changed();
    expect(await token).toBe('next');
    renewal.changed();
    expect(host.accessToken).toHaveBeenCalledOnce();
  });

  it('of a session that ends meanwhile is followed by none', async () => {
    const { host, waiting, renewal } = setUp('oidc');
    host.accessToken.mockReturnValue(null);
    const token = renewal.next(waiting.signal);
    renewal.changed();
    expect(await token).toBeNull();
  });

  it('is not waited for after the time that there is', async () => {
    const { host, waiting, renewal } = setUp('oidc');
    const token = renewal.next(waiting.signal);
    waiting.abort();
    expect(await token).toBeNull();
    renewal.changed();
    expect(host.accessToken).not.toHaveBeenCalled();
  });

  it('of a token endpoint is followed by what that hands out', async () => {
    const { host, waiting, renewal } = setUp('token-url');
    expect(await renewal.next(waiting.signal)).toBe('handed out');
    expect(host.renewToken).not.toHaveBeenCalled();
  });

  it('of a token endpoint that refuses the session’s own is followed by what it hands out for the next one', async () => {
    const { host, waiting, renewal } = setUp('token-url');
    host.handedOut.mockResolvedValueOnce(refused('session'));
    const token = renewal.next(waiting.signal);
    await vi.waitFor(() => expect(host.renewToken).toHaveBeenCalledOnce());
    renewal.changed();
    expect(await token).toBe('handed out');
    expect(host.handedOut).toHaveBeenCalledTimes(2);
  });

  it('of a token endpoint is handed out for the session’s next one that came while it refused the last', async () => {
    const { host, waiting, renewal } = setUp('token-url');
    host.accessToken.mockReturnValue('last');
    host.handedOut.mockImplementationOnce(async () => {
      host.accessToken.mockReturnValue('next');
      renewal.changed();
      return refused('session');
    });
    expect(await renewal.next(waiting.signal)).toBe('handed out');
    expect(host.renewToken).not.toHaveBeenCalled();
  });

  it('of a token endpoint that goes on refusing, or denies access, is followed by none', async () => {
    const { host, waiting, renewal } = setUp('token-url');
    host.handedOut.mockResolvedValue(refused('session'));
    const token = renewal.next(waiting.signal);
    await vi.waitFor(() => expect(host.renewToken).toHaveBeenCalledOnce());
    renewal.changed();
    expect(await token).toBeNull();
    expect(host.handedOut).toHaveBeenCalledTimes(2);
    host.handedOut.mockResolvedValue(refused('access'));
    expect(await renewal.next(waiting.signal)).toBeNull();
    expect(host.renewToken).toHaveBeenCalledOnce();
  });

  it('of a token endpoint is not renewed for an order that has ended meanwhile', async () => {
    const { host, waiting, renewal } = setUp('token-url');
    host.handedOut.mockResolvedValue(refused('session'));
    const token = renewal.next(waiting.signal);
    waiting.abort();
    expect(await token).toBeNull();
    expect(host.renewToken).not.toHaveBeenCalled();
  });

  it('that was configured or typed is followed by none, and nobody is asked', async () => {
    for (const kind of ['none', 'basic', 'api-key', 'token', 'ask'] as const) {
      const { host, waiting, renewal } = setUp(kind);
      expect(await renewal.next(waiting.signal)).toBeNull();
      expect(host.renewToken).not.toHaveBeenCalled();
      expect(host.handedOut).not.toHaveBeenCalled();
    }
  });
});
