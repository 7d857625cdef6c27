import type { UserManager } from 'oidc-client-ts';

/**
 * Has the provider forget a refresh token (RFC 7009). Its own end of a session does not always reach one that was approved on another device:
 * to the provider that session is the other device's.
 * @throws where the provider cannot be asked
 */
export async function revoke(
  {
    metadataService,
    settings,
  }: Pick<UserManager, 'metadataService'> & { readonly settings: Pick<UserManager['settings'], 'client_id'> },
  token: string,
): Promise<void> {
  const endpoint = await metadataService.getRevocationEndpoint();
  if (endpoint === undefined) return;
  await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({ token, token_type_hint: 'refresh_token', client_id: settings.client_id }),
    credentials: 'omit',
    redirect: 'error',
    // The page leaves for the provider meanwhile.
    keepalive: true,
  });
}
