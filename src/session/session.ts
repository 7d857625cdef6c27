import { ErrorResponse, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OidcConfig } from '../config/index.ts';
import type { Person } from '../model/command.ts';
import { Renewal } from './renewal.ts';
import { returnPath } from './return-path.ts';
import { claimsOf, roleFor, rolesAt } from './roles.ts';

/**
 * - `none`           no sign-in is configured
 * - `loading`        looking for a session
 * - `signed-out`
 * - `signed-in`
 * - `renewal-failed` still good, but it will end: the token could not be renewed
 * - `expired`        ended; the page goes on showing what arrives without it
 */
type SessionStatus = 'none' | 'loading' | 'signed-out' | 'signed-in' | 'renewal-failed' | 'expired';

/** The session as the page sees it. The token is for the engine and is never shown. */
export interface SessionState {
  readonly status: SessionStatus;
  readonly person: Person;
  readonly accessToken: string | null;
  /** When the access token dies, epoch ms. */
  readonly expiresAt: number | null;
  /** What went wrong and what to do, in words; '' when nothing did. */
  readonly problem: string;
}

/** A person's session with the OpenID provider. */
export interface Session {
  readonly store: StoreApi<SessionState>;
  /** Finishes a sign-in that came back, or takes up a stored session. Resolves once `loading` is over; never rejects. */
  start(): Promise<void>;
  /** Leaves for the provider; comes back to where the person was. */
  signIn(): Promise<void>;
  /** Ends the session here and at the provider. */
  signOut(): Promise<void>;
  /** A back end refused the token: renew it now. */
  renew(): void;
}

/** Signing out does not wait longer for what was kept to be deleted, ms. It is deleted all the same. */
const FORGET_PATIENCE_MS = 1_000;
const NOBODY: Person = { subject: '', name: '', role: 'viewer' };
const UNREACHABLE = 'The sign-in service cannot be reached. Check the network, then try again.';

/** The session of a page without sign-in: everybody is the configured role. */
export function openSession(role: Person['role']): Session {
  const store = createStore<SessionState>(() => ({
    status: 'none',
    person: { ...NOBODY, role },
    accessToken: null,
    expiresAt: null,
    problem: '',
  }));
  const nothing = () => Promise.resolve();
  return { store, start: nothing, signIn: nothing, signOut: nothing, renew: () => {} };
}

function words(error: unknown): string {
  if (!(error instanceof ErrorResponse)) return UNREACHABLE;
  const description = error.error_description ? ` (${error.error_description})` : '';
  switch (error.error) {
    case 'access_denied':
      return `The sign-in was refused${description}. Try again, or ask for access.`;
    case 'invalid_grant':
      return 'The session has ended. Sign in again.';
    default:
      return `The sign-in service refused: ${error.error ?? 'no reason given'}${description}. Try again.`;
  }
}

/**
 * A session by authorization code with PKCE (RFC 7636), renewed by refresh token.
 * @param base address of the page; also where the provider sends people back to
 * @param forget deletes what was kept for the person; called when there is no session any more
 */
export function oidcSession(config: OidcConfig, base: string, forget: () => Promise<void>): Session {
  const manager = new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    scope: config.scope,
    redirect_uri: base,
    post_logout_redirect_uri: base,
    response_type: 'code',
    automaticSilentRenew: false,
    loadUserInfo: false,
    // Shared by all tabs, so that one renewal serves all of them and a sign-out ends all of them.
    userStore: new WebStorageStateStore({ store: localStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
  const store = createStore<SessionState>(() => ({
    status: 'loading',
    person: NOBODY,
    accessToken: null,
    expiresAt: null,
    problem: '',
  }));

  function personOf(user: User): Person {
    const { profile } = user;
    const claimed = rolesAt(profile, config.rolesClaim);
    const provided = claimed.length > 0 ? claimed : rolesAt(claimsOf(user.access_token), config.rolesClaim);
    return {
      subject: profile.sub,
      name: profile.name ?? profile.preferred_username ?? profile.sub,
      role: roleFor(provided, config.roles),
    };
  }

  function take(user: User): void {
    store.setState({
      status: 'signed-in',
      person: personOf(user),
      accessToken: user.access_token,
      expiresAt: user.expires_at === undefined ? null : user.expires_at * 1000,
      problem: '',
    });
    renewal.plan(user);
  }

  function leave(problem: string): void {
    renewal.stop();
    void forget();
    store.setState({ status: 'signed-out', person: NOBODY, accessToken: null, expiresAt: null, problem });
  }

  /** The provider itself ended the session, as opposed to being out of reach. */
  let refusedForGood = false;

  const renewal = new Renewal(manager, {
    renewed: take,
    failed: (error, willRetry) => {
      const retry = willRetry ? ' Trying again meanwhile.' : '';
      refusedForGood = !willRetry;
      const problem = `The session could not be renewed. ${words(error)}${retry}`;
      if (store.getState().status !== 'expired') store.setState({ status: 'renewal-failed', problem });
    },
    expired: () => {
      const problem =
        'The session has ended: readings that need it stop, and nothing can be switched. Sign in again.';
      store.setState({ status: 'expired', accessToken: null, problem });
    },
  });

  async function finishSignIn(): Promise<void> {
    try {
      const user = await manager.signinRedirectCallback();
      history.replaceState(null, '', returnPath(user.state, base));
      take(user);
    } catch (error) {
      history.replaceState(null, '', new URL(base).pathname);
      // Somebody came back by a bookmark or the history: an answer already used is no reason for words.
      const stored = await manager.getUser();
      if (stored && !stored.expired) take(stored);
      else
        leave(error instanceof ErrorResponse ? words(error) : 'The sign-in did not finish. Sign in again.');
    }
  }

  // Another tab signed out, or renewed the token all tabs share.
  addEventListener('storage', (event) => {
    if (event.key !== null && !event.key.startsWith('oidc.user:')) return;
    void manager.getUser().then((user) => {
      if (user && !user.expired) take(user);
      else if (!user && store.getState().status !== 'loading') leave('');
    });
  });

  return {
    store,
    async start() {
      const query = new URLSearchParams(location.search);
      if (query.has('state') && (query.has('code') || query.has('error'))) {
        await finishSignIn();
        return;
      }
      const user = await manager.getUser().catch(() => null);
      if (!user) {
        leave('');
        return;
      }
      if (!user.expired) {
        take(user);
        return;
      }
      await renewal.now();
      if (store.getState().status === 'signed-in') return;
      if (refusedForGood) {
        await manager.removeUser().catch(() => undefined);
        leave('The last session has ended. Sign in again.');
        return;
      }
      // The stored session is kept and tried again: a wall display must come back by itself when its provider does.
      store.setState({ status: 'signed-out', problem: `${UNREACHABLE} Trying again meanwhile.` });
    },
    async signIn() {
      store.setState({ problem: '' });
      const here = `${location.pathname}${location.search}${location.hash}`;
      try {
        await manager.signinRedirect({ state: here });
      } catch (error) {
        store.setState({ problem: words(error) });
      }
    },
    async signOut() {
      renewal.stop();
      await Promise.race([forget(), new Promise((resolve) => setTimeout(resolve, FORGET_PATIENCE_MS))]);
      try {
        await manager.signoutRedirect();
      } catch {
        await manager.removeUser().catch(() => undefined);
        leave(
          'Signed out here. The sign-in service could not be reached, so its own session may still be open.',
        );
      }
    },
    renew() {
      void renewal.now();
    },
  };
}
