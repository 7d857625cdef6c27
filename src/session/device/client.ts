import * as z from 'zod/mini';
import type { OidcConfig } from '../../config/index.ts';
import { claimsOf } from '../roles.ts';
import type { DeviceAnswer, DeviceCode, DeviceTrouble } from './grant.ts';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code';
/** A question that a provider has not answered by then has failed, ms. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Between two questions where the provider names no interval (RFC 8628, 3.2), s. */
const USUAL_INTERVAL_S = 5;
const LONGEST_INTERVAL_S = 300;
const LONGEST_LIFE_S = 86_400;
/** A provider's own words are shown up to this length. */
const LONGEST_REASON = 300;

/** An address that may be asked, shown, and opened by a phone; never `javascript:` or another kind. */
const address = z
  .string()
  .check(z.refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)));

const discovery = z.object({
  issuer: z.string(),
  token_endpoint: address,
  device_authorization_endpoint: z.optional(address),
});

const authorization = z.object({
  device_code: z.string().check(z.minLength(1)),
  user_code: z.string().check(z.minLength(1), z.maxLength(40)),
  verification_uri: address,
  verification_uri_complete: z.optional(address),
  expires_in: z.number().check(z.gt(0)),
  interval: z.optional(z.number()),
});

const tokenAnswer = z.object({
  access_token: z.string().check(z.minLength(1)),
  token_type: z.string(),
  expires_in: z.optional(z.number()),
  refresh_token: z.optional(z.string()),
  id_token: z.string(),
  scope: z.optional(z.string()),
});

const refusal = z.object({ error: z.string(), error_description: z.optional(z.string()) });

const identity = z.looseObject({
  sub: z.string().check(z.minLength(1)),
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  iat: z.number(),
});

/** What a provider gives for an approved code. */
export interface DeviceTokens extends z.infer<typeof tokenAnswer> {
  /** The ID token's claims: those of a person, from this provider, for this page. */
  readonly claims: z.infer<typeof identity>;
}

/** Asks a provider what RFC 8628 has a device ask. Never rejects, and no answer but a code's own has a secret in it. */
export interface DeviceClient {
  askForCode(): Promise<DeviceAnswer<DeviceTokens>>;
  askForOutcome(code: DeviceCode): Promise<DeviceAnswer<DeviceTokens>>;
}

const UNREACHABLE: DeviceTrouble = { kind: 'unreachable' };

function refused(reason: string): DeviceTrouble {
  return { kind: 'refused', reason: reason.slice(0, LONGEST_REASON) };
}

/** What an error of RFC 6749 (5.2) or RFC 8628 (3.5) comes to. */
function refusalOf(status: number, body: unknown, secret: string): DeviceAnswer<DeviceTokens> {
  const { data } = refusal.safeParse(body);
  if (status >= 500 || status === 429 || !data) return UNREACHABLE;
  switch (data.error) {
    case 'authorization_pending':
      return { kind: 'pending' };
    case 'slow_down':
      return { kind: 'slow-down' };
    case 'access_denied':
      return { kind: 'denied' };
    case 'expired_token':
    case 'invalid_grant':
      return { kind: 'over' };
    case 'temporarily_unavailable':
    case 'server_error':
    case 'unknown_error':
      return UNREACHABLE;
    default: {
      const words = `${data.error} ${data.error_description ?? ''}`.trim();
      // Some providers repeat what they were sent.
      return refused(secret !== '' && words.includes(secret) ? data.error.replaceAll(secret, '…') : words);
    }
  }
}

/**
 * @param fetch the browser's, or a test's
 * @param now epoch ms
 * @param signal ends every request
 */
export function deviceClient(
  config: Pick<OidcConfig, 'authority' | 'clientId' | 'scope'>,
  fetch: typeof globalThis.fetch,
  now: () => number,
  signal: AbortSignal,
): DeviceClient {
  /** @throws where nothing answers, or not in JSON */
  async function ask(url: string, form?: Record<string, string>): Promise<{ status: number; body: unknown }> {
    const response = await fetch(url, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // A secret goes where it was meant to go, and nowhere else.
      redirect: form ? 'error' : 'follow',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
      ...(form && { method: 'POST', body: new URLSearchParams({ client_id: config.clientId, ...form }) }),
    });
    return { status: response.status, body: await response.json() };
  }

  return {
    async askForCode() {
      try {
        const found = await ask(`${config.authority.replace(/\/$/, '')}/.well-known/openid-configuration`);
        if (found.status !== 200) return UNREACHABLE;
        const { data: provider } = discovery.safeParse(found.body);
        if (!provider) return refused('its description of itself cannot be read');
        if (provider.device_authorization_endpoint === undefined) return { kind: 'not-offered' };
        const asked = now();
        const answer = await ask(provider.device_authorization_endpoint, { scope: config.scope }).catch(
          () => null,
        );
        if (!answer) return { kind: 'unanswered' };
        const { status, body } = answer;
        if (status !== 200) return refusalOf(status, body, '');
        const { data: given } = authorization.safeParse(body);
        if (!given) return refused('its code cannot be read');
        const interval = Math.min(LONGEST_INTERVAL_S, Math.max(1, given.interval ?? USUAL_INTERVAL_S));
        const code: DeviceCode = {
          secret: given.device_code,
          userCode: given.user_code,
          address: given.verification_uri,
          fullAddress: given.verification_uri_complete ?? null,
          tokenEndpoint: provider.token_endpoint,
          issuer: provider.issuer,
          endsAt: asked + Math.min(LONGEST_LIFE_S, Math.max(interval, given.expires_in)) * 1000,
          interval: interval * 1000,
        };
        return { kind: 'code', code };
      } catch {
        return UNREACHABLE;
      }
    },

    async askForOutcome({ secret, tokenEndpoint, issuer }) {
      try {
        const form = { grant_type: GRANT_TYPE, device_code: secret };
        const { status, body } = await ask(tokenEndpoint, form);
        if (status !== 200) return refusalOf(status, body, secret);
        const { data: tokens } = tokenAnswer.safeParse(body);
        if (!tokens) return refused('its tokens cannot be read, or name nobody');
        const { data: claims } = identity.safeParse(claimsOf(tokens.id_token));
        // It came straight from the provider, so its signature need not be checked: OpenID Connect Core, 3.1.3.7.
        const isOurs = claims?.iss === issuer && [claims.aud].flat().includes(config.clientId);
        return claims && isOurs
          ? { kind: 'tokens', tokens: { ...tokens, claims } }
          : refused('its tokens are not for this page');
      } catch {
        return UNREACHABLE;
      }
    },
  };
}
