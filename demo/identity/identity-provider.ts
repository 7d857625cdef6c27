import { createServer, type Server } from 'node:http';
import { type ProviderSetup, providerConfiguration } from './provider-configuration.ts';
import { loadProvider } from './provider-library.ts';
import { createSignIn } from './sign-in.ts';

/** What the OpenID provider of the demo needs to know. */
export interface IdentityProviderOptions extends Omit<ProviderSetup, 'refusesRefreshTokens'> {
  /** Its own address as browsers see it, where a proxy stands before it; `http://localhost:PORT` by default. */
  readonly issuer?: string | undefined;
}

/** The demo's OpenID provider. */
export interface IdentityProvider {
  /** Its origin as browsers see it: `http://localhost:PORT` unless a proxy stands before it. */
  readonly issuer: string;
  /** Where its public keys are. */
  readonly jwksUri: string;
  /** Listens; resolves when it does. @throws when the port is in use. */
  start(): Promise<void>;
  /** As a crash: destroys all sockets, frees the port. Keys, sessions and refresh tokens are kept for the next `start`. */
  stop(): Promise<void>;
  /** While true the token endpoint answers refreshes with `invalid_grant`. */
  refuseRefreshTokens(refuse: boolean): void;
}

/** Sets up the OpenID provider; nothing listens before `start`. */
export async function createIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const own = `http://localhost:${options.port}`;
  const { issuer = own } = options;
  let refusing = false;
  const Provider = await loadProvider();
  const provider = new Provider(
    issuer,
    providerConfiguration({ ...options, refusesRefreshTokens: () => refusing }),
  );
  // What a proxy says of the request it got (scheme, host) is what addresses are made of.
  provider.proxy = issuer !== own;
  const answer = provider.callback();
  const signIn = createSignIn(provider, options.page);
  let server: Server | undefined;

  return {
    issuer,
    jwksUri: `${own}/jwks`,
    start: () =>
      new Promise((resolve, reject) => {
        const starting = createServer((request, response) => {
          if (request.url?.startsWith('/interaction/'))
            signIn(request, response).catch(() => response.destroy());
          else void answer(request, response);
        });
        starting.once('error', reject);
        starting.listen(options.port, '127.0.0.1', () => {
          starting.off('error', reject);
          server = starting;
          resolve();
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        if (server === undefined) {
          resolve();
          return;
        }
        server.close(() => resolve());
        server.closeAllConnections();
        server = undefined;
      }),
    refuseRefreshTokens: (refuse) => {
      refusing = refuse;
    },
  };
}
