import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { Identity, TokenVerifier } from '../back-ends/back-end.ts';

/** Whose tokens are good. */
export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: string;
  /** The one signature algorithm that is accepted. */
  readonly algorithm: string;
}

function reasonFor(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'JWT token expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `JWT claim "${error.claim}" is wrong`;
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return 'JWT signature is wrong';
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'JWT algorithm is not allowed';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'not a JWT';
  return 'the keys of the OpenID provider cannot be had';
}

function rolesIn(access: unknown): string[] {
  if (typeof access !== 'object' || access === null || !('roles' in access)) return [];
  if (!Array.isArray(access.roles)) return [];
  return access.roles.filter((role) => typeof role === 'string');
}

/** Checks access tokens as every back end of the demo does: signature, kind, issuer, audience and expiry. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(options.jwksUri));
  return {
    verify: async (token): Promise<Identity> => {
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer: options.issuer,
          audience: options.audience,
          algorithms: [options.algorithm],
          // An ID token, signed with the same keys, opens no back end.
          typ: 'at+jwt',
          requiredClaims: ['sub', 'exp'],
        });
        const subject = payload.sub ?? '';
        return {
          subject,
          name: typeof payload.name === 'string' ? payload.name : subject,
          roles: rolesIn(payload.realm_access),
          expiresAt: (payload.exp ?? 0) * 1000,
        };
      } catch (error) {
        throw new Error(reasonFor(error));
      }
    },
  };
}
