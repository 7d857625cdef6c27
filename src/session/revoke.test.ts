import { MetadataService, OidcClientSettingsStore } from 'oidc-client-ts';
import { afterEach, expect, it, vi } from 'vitest';
import { revoke } from './revoke.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const ENDPOINT = 'https://id.example.com/revoke';

function managerWith(endpoint: string | undefined) {
  const settings = new OidcClientSettingsStore({
    authority: 'https://id.example.com',
    client_id: 'signalbox',
    redirect_uri: 'https://plant.example.com/',
    metadata: {
      issuer: 'https://id.example.com',
      ...(endpoint !== undefined && { revocation_endpoint: endpoint }),
    },
  });
  return { settings, metadataService: new MetadataService(settings) };
}

function fetched(answer: () => Promise<Response>) {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(answer);
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

it('Signing out has the provider forget the refresh token, and puts it into no address', async () => {
  const fetch = fetched(async () => new Response());
  await revoke(managerWith(ENDPOINT), 'refresh');
  const [url, init] = fetch.mock.calls[0] ?? [];
  expect(url).toBe(ENDPOINT);
  expect(String(init?.body)).toBe('token=refresh&token_type_hint=refresh_token&client_id=signalbox');
});

it('Signing out asks nothing of a provider that has nothing to revoke with', async () => {
  const fetch = fetched(async () => new Response());
  await revoke(managerWith(undefined), 'refresh');
  expect(fetch).not.toHaveBeenCalled();
});
