import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto';
import type { Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider';
import { accountClaims, accountNamed } from './accounts.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import {
  deviceCodePage,
  deviceConfirmPage,
  deviceDeniedPage,
  deviceDonePage,
  errorPage,
  signedOutPage,
  signOutPage,
} from './pages.ts';

/** The demo's only client: public, so it has no secret and must use PKCE. */
export const CLIENT_ID = 'signalbox';
/** Whom access tokens are for, as `aud` says it. */
export const AUDIENCE = 'signalbox-back-ends';
/** How access tokens are signed. */
export const SIGNING_ALGORITHM = 'ES256';

/** The back ends as a resource indicator, which must be an absolute URI. */
const RESOURCE = 'urn:signalbox:back-ends';
const SCOPES = 'openid profile offline_access';
const DAY_SECONDS = 86_400;

/** What decides how the provider behaves. */
export interface ProviderSetup {
  readonly port: number;
  /** Address of the page, with a slash at its end: redirects may go there, and its origin alone may call the token endpoint. At `localhost` it is the same page by its number, too. */
  readonly page: string;
  /** Life of an access token, ms. */
  readonly accessTokenLife: number;
  /** Asked at every refresh; true refuses it. */
  readonly refusesRefreshTokens: () => boolean;
}

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y, d }: JsonWebKey = privateKey.export({ format: 'jwk' });
  return { kty, crv, x, y, d, alg: SIGNING_ALGORITHM, use: 'sig' };
}

/**
 * Signs the first-party client's people in without asking for consent: the grant is there as soon as they are.
 * A refused sign-in (`prompt=none` without a session) has nobody to grant anything.
 */
async function loadGrant(context: KoaContextWithOIDC) {
  const { client, session, provider, result } = context.oidc;
  if (client === undefined || session === undefined) return undefined;
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (known !== undefined) return known;
  if (session.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  grant.addResourceScope(RESOURCE, SCOPES);
  await grant.save();
  return grant;
}

/** The addresses under which browsers open the page. */
function addressesOf(page: string): readonly string[] {
  const byNumber = new URL(page);
  if (byNumber.hostname !== 'localhost') return [page];
  byNumber.hostname = '127.0.0.1';
  return [page, byNumber.href];
}

/** What is wrong with a code that was typed; nothing is with a page just opened. */
function codeProblem(error: Error | undefined): string | undefined {
  if (error === undefined) return undefined;
  return error.name === 'NoCodeError'
    ? 'Type the code that the device shows.'
    : 'This code is not valid, or no longer. Look at the device and try again.';
}

/** Everything the provider is told. Keys and what it remembers live as long as the returned object's provider. */
export function providerConfiguration(setup: ProviderSetup): Configuration {
  const pages = addressesOf(setup.page);
  const origins = pages.map((page) => new URL(page).origin);
  const accessTokenSeconds = Math.max(1, Math.round(setup.accessTokenLife / 1000));

  return {
    adapter: createMemoryAdapter(),
    jwks: { keys: [signingKey()] },
    clients: [
      {
        client_id: CLIENT_ID,
        client_name: 'Signalbox',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        response_types: ['code'],
        redirect_uris: [...pages],
        post_logout_redirect_uris: [...pages],
      },
    ],
    clientDefaults: { id_token_signed_response_alg: SIGNING_ALGORITHM },
    enabledJWA: { idTokenSigningAlgValues: [SIGNING_ALGORITHM] },
    clientBasedCORS: (_context, origin) => origins.includes(origin),
    scopes: SCOPES.split(' '),
    claims: {
      openid: ['sub', 'realm_access'],
      profile: ['name', 'preferred_username'],
    },
    // Keycloak's way: roles and names in the ID token, not only at an endpoint that has to be asked for them.
    conformIdTokenClaims: false,
    findAccount: (_context, subject, token) => {
      // A refused refresh looks to the page as if the account had been closed while it was open.
      if (token?.kind === 'RefreshToken' && setup.refusesRefreshTokens()) return undefined;
      const account = accountNamed(subject);
      if (account === undefined) return undefined;
      return { accountId: subject, claims: () => ({ sub: subject, ...accountClaims(account) }) };
    },
    extraTokenClaims: (_context, token) => {
      const account = 'accountId' in token ? accountNamed(token.accountId) : undefined;
      return account === undefined ? undefined : accountClaims(account);
    },
    loadExistingGrant: loadGrant,
    // `offline_access` outside a consent page is dropped from the request by the library; a first-party client has it.
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    // Signing out ends what the page was given, but not a wall display that somebody let in with their phone.
    expiresWithSession: (_context, source) => source.kind !== 'DeviceCode',
    rotateRefreshToken: true,
    // Names with the port: cookies know no ports, and several demos may run on one machine.
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      names: {
        session: `signalbox_session_${setup.port}`,
        interaction: `signalbox_interaction_${setup.port}`,
        resume: `signalbox_resume_${setup.port}`,
      },
    },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      DeviceCode: 600,
      IdToken: 3600,
      RefreshToken: 14 * DAY_SECONDS,
      Interaction: 3600,
      Session: 14 * DAY_SECONDS,
      Grant: 14 * DAY_SECONDS,
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      // Access tokens are for the back ends alone, so nothing could be asked of this endpoint; the ID token has it all.
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: SCOPES,
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: SIGNING_ALGORITHM } },
        }),
      },
      // By this a wall that signs out ends what somebody's phone let it begin.
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = signOutPage(form, context.oidc.entities.IdTokenHint !== undefined);
        },
        postLogoutSuccessSource: (context) => {
          context.body = signedOutPage(setup.page);
        },
      },
      deviceFlow: {
        enabled: true,
        userCodeInputSource: (context, form, _out, error) => {
          context.body =
            error?.name === 'AbortedError' ? deviceDeniedPage() : deviceCodePage(form, codeProblem(error));
        },
        userCodeConfirmSource: (context, form, _client, _device, userCode) => {
          context.body = deviceConfirmPage(form, userCode);
        },
        successSource: (context) => {
          context.body = deviceDonePage();
        },
      },
    },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = errorPage(out.error, out.error_description ?? '', setup.page);
    },
  };
}
