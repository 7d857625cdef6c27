import type { TypedCredentials } from '../../model/connection-test.ts';
import type { CredentialsSettings } from '../../model/settings.ts';
import type { Credentials } from '../protocols/protocol.ts';

/** What became of the question for credentials. Reasons are words for the operator. */
export type Resolution =
  | { readonly kind: 'ready'; readonly credentials: Credentials }
  /** Somebody has to do something first: sign in, or type credentials. */
  | { readonly kind: 'waiting'; readonly reason: string }
  /** The one who hands out tokens refuses: the session's token, of which there may be another, or access. */
  | { readonly kind: 'refused'; readonly reason: string; readonly what: 'session' | 'access' }
  /** The one who hands out tokens could not be asked. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Said of a connection that needs the person's token where there is none any more. */
export const SESSION_ENDED = 'The session has ended. Sign in again; this connection then resumes by itself.';

const AWAITED = 'Its credentials come with the configuration, which is being fetched.';

const ASKED = {
  password: 'Needs a user name and password: type them here.',
  token: 'Needs an access token: type it here.',
} as const;

const TOKEN_URL_TIMEOUT_MS = 10_000;

async function askTokenUrl(url: string, accessToken: string | null): Promise<Resolution> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: accessToken === null ? {} : { Authorization: `Bearer ${accessToken}` },
      cache: 'no-store',
      signal: AbortSignal.timeout(TOKEN_URL_TIMEOUT_MS),
    });
  } catch {
    return { kind: 'failed', reason: 'The token endpoint cannot be reached; trying again.' };
  }
  if (response.status === 401 || response.status === 403) {
    return {
      kind: 'refused',
      reason: `The token endpoint refused to hand out a token (HTTP ${response.status}).`,
      what: response.status === 401 && accessToken !== null ? 'session' : 'access',
    };
  }
  if (!response.ok) {
    return { kind: 'failed', reason: `The token endpoint answered HTTP ${response.status}; trying again.` };
  }
  const body: unknown = await response.json().catch(() => null);
  const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined;
  if (typeof token !== 'string' || token === '') {
    return {
      kind: 'failed',
      reason:
        'The token endpoint answered without a token; trying again. It has to answer JSON with a "token".',
    };
  }
  return { kind: 'ready', credentials: { kind: 'bearer', token } };
}

/**
 * Turns configured credentials into ones ready to use. Does not throw.
 * @param accessToken the signed-in person's, null without one
 */
export async function resolveCredentials(
  settings: CredentialsSettings,
  accessToken: string | null,
  typed: TypedCredentials | null,
): Promise<Resolution> {
  switch (settings.kind) {
    case 'none':
      return { kind: 'ready', credentials: { kind: 'none' } };
    case 'token':
      return { kind: 'ready', credentials: { kind: 'bearer', token: settings.token } };
    case 'basic':
    case 'api-key':
      return { kind: 'ready', credentials: settings };
    case 'oidc':
      return accessToken === null
        ? { kind: 'waiting', reason: SESSION_ENDED }
        : { kind: 'ready', credentials: { kind: 'bearer', token: accessToken } };
    case 'token-url':
      return askTokenUrl(settings.url, accessToken);
    case 'awaited':
      return { kind: 'waiting', reason: AWAITED };
    case 'ask':
      if (typed === null) return { kind: 'waiting', reason: ASKED[settings.what] };
      return settings.what === 'token'
        ? { kind: 'ready', credentials: { kind: 'bearer', token: typed.password } }
        : { kind: 'ready', credentials: { kind: 'basic', ...typed } };
  }
}

/** The strings of credentials that must never be shown. */
export function secretsOf(credentials: Credentials): readonly string[] {
  switch (credentials.kind) {
    case 'none':
      return [];
    case 'bearer':
      return [credentials.token];
    case 'basic':
      return [credentials.password];
    case 'api-key':
      return [credentials.key];
  }
}
