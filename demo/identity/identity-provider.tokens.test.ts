import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProvider, visit } from './identity-provider.fixture.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { AUDIENCE, CLIENT_ID, SIGNING_ALGORITHM } from './provider-configuration.ts';
import { createTokenVerifier } from './token-verifier.ts';

const PORT = 6143;

describe('the OpenID provider', () => {
  let identity: IdentityProvider;
  beforeAll(async () => {
    identity = await startProvider(PORT);
  });
  afterAll(async () => await identity.stop());

  it('puts the roles into both tokens and makes the access token one for the back ends, for five minutes', async () => {
    const { signedIn } = visit(identity);
    const { access_token, id_token, expires_in } = await signedIn('technician');
    expect(expires_in).toBe(300);
    const verifier = createTokenVerifier({
      issuer: identity.issuer,
      jwksUri: identity.jwksUri,
      audience: AUDIENCE,
      algorithm: SIGNING_ALGORITHM,
    });
    await expect(verifier.verify(access_token)).resolves.toMatchObject({
      subject: 'technician',
      name: 'Technician',
      roles: ['technician'],
    });
    expect(decodeJwt(id_token)).toMatchObject({
      sub: 'technician',
      aud: CLIENT_ID,
      nonce: 'nonce-1',
      name: 'Technician',
      preferred_username: 'technician',
      realm_access: { roles: ['technician'] },
    });
    await expect(verifier.verify(id_token)).rejects.toThrow();
  });

  it('rotates refresh tokens: the new one works, the old one is refused and takes the new ones with it', async () => {
    const { tokens, refresh, signedIn } = visit(identity);
    const first = await signedIn('technician');
    const second = await tokens(await refresh(first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(decodeJwt(second.access_token)).toMatchObject({
      aud: AUDIENCE,
      realm_access: { roles: ['technician'] },
    });
    const third = await tokens(await refresh(second.refresh_token));
    const replayed = await refresh(first.refresh_token);
    expect(replayed.status).toBe(400);
    expect(await replayed.json()).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(third.refresh_token)).status).toBe(400);
  });

  it('refuses refreshes on request, and takes the same token again afterwards', async () => {
    const { refresh, signedIn } = visit(identity);
    const { refresh_token } = await signedIn('viewer');
    identity.refuseRefreshTokens(true);
    const refused = await refresh(refresh_token);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: 'invalid_grant' });
    identity.refuseRefreshTokens(false);
    expect((await refresh(refresh_token)).status).toBe(200);
  });

  it('gives access tokens the life it is told to', async () => {
    const other = await startProvider(6102, 20_000);
    const { expires_in } = await visit(other)
      .signedIn('viewer')
      .finally(() => other.stop());
    expect(expires_in).toBe(20);
  });
});
