import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenVerifier } from '../back-ends/back-end.ts';
import { createTokenVerifier } from './token-verifier.ts';

const ISSUER = 'http://localhost:1';
const AUDIENCE = 'back-ends';

async function keyPair() {
  return await generateKeyPair('ES256', { extractable: true });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('the token verifier', () => {
  let keys: Awaited<ReturnType<typeof keyPair>>;
  let server: Server;
  let verifier: TokenVerifier;

  async function token(claims: JWTPayload = {}, header: { typ?: string } = {}, key = keys.privateKey) {
    const now = Math.floor(Date.now() / 1000);
    return await new SignJWT({
      sub: 'technician',
      name: 'Technician',
      realm_access: { roles: ['technician', 7, 'field'] },
      iss: ISSUER,
      aud: AUDIENCE,
      exp: now + 60,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'at+jwt', ...header })
      .sign(key);
  }

  function verifierFor(jwksUri: string): TokenVerifier {
    return createTokenVerifier({ issuer: ISSUER, audience: AUDIENCE, algorithm: 'ES256', jwksUri });
  }

  beforeAll(async () => {
    keys = await keyPair();
    const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' }] };
    server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    verifier = verifierFor(`http://127.0.0.1:${portOf(server)}/jwks`);
  });

  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('tells who a good token speaks for, with what roles and until when', async () => {
    const expires = Math.floor(Date.now() / 1000) + 60;
    await expect(verifier.verify(await token({ exp: expires }))).resolves.toEqual({
      subject: 'technician',
      name: 'Technician',
      roles: ['technician', 'field'],
      expiresAt: expires * 1000,
    });
  });

  it('gives no roles to a token that names none', async () => {
    const { roles } = await verifier.verify(await token({ realm_access: 'admin' }));
    expect(roles).toEqual([]);
  });

  it('refuses a token signed with another key', async () => {
    const other = await keyPair();
    const forged = await token({}, {}, other.privateKey);
    await expect(verifier.verify(forged)).rejects.toThrow('JWT signature is wrong');
  });

  it('refuses a token whose content was changed after it was signed', async () => {
    const [header, , signature] = (await token()).split('.');
    const admin = Buffer.from(
      JSON.stringify({ sub: 'admin', iss: ISSUER, aud: AUDIENCE, exp: Math.floor(Date.now() / 1000) + 60 }),
    ).toString('base64url');
    await expect(verifier.verify(`${header}.${admin}.${signature}`)).rejects.toThrow(
      'JWT signature is wrong',
    );
  });

  it('refuses a token that nobody signed', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none' })}.${part({ iss: ISSUER, aud: AUDIENCE })}.`;
    await expect(verifier.verify(unsigned)).rejects.toThrow('JWT algorithm is not allowed');
  });

  it('refuses a token of another issuer', async () => {
    await expect(verifier.verify(await token({ iss: 'http://localhost:2' }))).rejects.toThrow(
      'JWT claim "iss" is wrong',
    );
  });

  it('refuses a token for another audience', async () => {
    await expect(verifier.verify(await token({ aud: 'signalbox' }))).rejects.toThrow(
      'JWT claim "aud" is wrong',
    );
  });

  it('refuses an expired token', async () => {
    const past = Math.floor(Date.now() / 1000) - 1;
    await expect(verifier.verify(await token({ exp: past }))).rejects.toThrow('JWT token expired');
  });

  it('refuses a token that never expires', async () => {
    const eternal = await new SignJWT({ sub: 'technician', iss: ISSUER, aud: AUDIENCE })
      .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'at+jwt' })
      .sign(keys.privateKey);
    await expect(verifier.verify(eternal)).rejects.toThrow('JWT claim "exp" is wrong');
  });

  it('refuses an ID token, though its signature is good', async () => {
    await expect(verifier.verify(await token({}, { typ: 'JWT' }))).rejects.toThrow(
      'JWT claim "typ" is wrong',
    );
  });

  it('refuses what is no token at all', async () => {
    for (const nonsense of ['', 'admin', 'a.b.c', '{}']) {
      await expect(verifier.verify(nonsense)).rejects.toThrow('not a JWT');
    }
  });

  it('says so when the provider’s keys cannot be had, and shows no token', async () => {
    const away = verifierFor('http://127.0.0.1:1/jwks');
    await expect(away.verify(await token())).rejects.toThrow(
      /^the keys of the OpenID provider cannot be had$/,
    );
  });
});
