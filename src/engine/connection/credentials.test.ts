import { afterEach, describe, expect, it, vi } from 'vitest';
import { resolveCredentials } from './credentials.ts';

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: unknown): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const tokenUrl = { kind: 'token-url', url: 'http://app.example/api/channel-token' } as const;

describe('credentials', () => {
  it('of a signed-in person are their access token', async () => {
    expect(await resolveCredentials({ kind: 'oidc' }, 'abc', null)).toEqual({
      kind: 'ready',
      credentials: { kind: 'bearer', token: 'abc' },
    });
  });

  it('wait for a sign-in when there is no token', async () => {
    expect(await resolveCredentials({ kind: 'oidc' }, null, null)).toMatchObject({
      kind: 'waiting',
    });
  });

  it('ask for a user name and password until they are typed', async () => {
    expect(await resolveCredentials({ kind: 'ask', what: 'password' }, null, null)).toMatchObject({
      kind: 'waiting',
    });
    expect(
      await resolveCredentials({ kind: 'ask', what: 'password' }, null, { username: 'u', password: 'p' }),
    ).toEqual({
      kind: 'ready',
      credentials: { kind: 'basic', username: 'u', password: 'p' },
    });
  });

  it('wait for the configuration where the page has only a copy of it', async () => {
    expect(await resolveCredentials({ kind: 'awaited' }, 'abc', null)).toMatchObject({ kind: 'waiting' });
  });

  it('come from the token endpoint, asked with the bearer token', async () => {
    const fetch = answering(200, { token: 'channel' });
    expect(await resolveCredentials(tokenUrl, 'abc', null)).toEqual({
      kind: 'ready',
      credentials: { kind: 'bearer', token: 'channel' },
    });
    expect(fetch).toHaveBeenCalledWith(
      tokenUrl.url,
      expect.objectContaining({ headers: { Authorization: 'Bearer abc' } }),
    );
  });

  it('are refused when the token endpoint refuses, for want of a session that it accepts or of access', async () => {
    answering(401, {});
    expect(await resolveCredentials(tokenUrl, 'abc', null)).toMatchObject({
      kind: 'refused',
      what: 'session',
    });
    expect(await resolveCredentials(tokenUrl, null, null)).toMatchObject({ kind: 'refused', what: 'access' });
    answering(403, {});
    expect(await resolveCredentials(tokenUrl, 'abc', null)).toMatchObject({
      kind: 'refused',
      what: 'access',
    });
  });

  it('are asked for again when the token endpoint is away or talks nonsense', async () => {
    answering(503, {});
    expect(await resolveCredentials(tokenUrl, 'abc', null)).toMatchObject({ kind: 'failed' });
    answering(200, { token: 5 });
    expect(await resolveCredentials(tokenUrl, 'abc', null)).toMatchObject({ kind: 'failed' });
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new TypeError('network'))),
    );
    expect(await resolveCredentials(tokenUrl, 'abc', null)).toMatchObject({ kind: 'failed' });
  });
});
