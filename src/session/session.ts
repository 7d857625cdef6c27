import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OidcConfig } from '../config/index.ts';
import type { Person } from '../model/command.ts';
import { FAILED } from '../model/failed.ts';
import type { SessionStatus } from '../model/session.ts';
import type { DeviceView } from './device/sign-in.ts';
import { personOf } from './person.ts';
import { hasExpired, isRefusal, Provider, type SessionUser } from './provider.ts';
import { Renewal } from './renewal.ts';
import { returnPath } from './return-path.ts';
import { ENDED, endedMeanwhile, LAST_ENDED, NO_ANSWER, words } from './words.ts';

/** The session as the page sees it. The token is for the engine and is never shown. */
export interface SessionState {
  readonly status: SessionStatus;
  readonly person: Person;
  readonly accessToken: string | null;
  /** When the access token dies, epoch ms. */
  readonly expiresAt: number | null;
  /** What went wrong and what to do, in words; '' when nothing did. */
  readonly problem: string;
  /** There is a session that is renewed by itself as soon as the provider answers: nobody has to sign in. */
  readonly isRenewable: boolean;
}

/** A person's session with the OpenID provider. */
export interface Session {
  readonly store: StoreApi<SessionState>;
  /**
   * Finishes a sign-in that came back, or takes up a stored session. Resolves once `loading` is over, after two seconds at most: where the
   * provider has not answered by then, a stored session is `expired` and a new one `signed-out`, and it goes on trying. Never rejects.
   */
  start(): Promise<void>;
  /** Leaves for the provider; comes back to where the person was. */
  signIn(): Promise<void>;
  /**
   * Signs in by a code that somebody approves on another device (RFC 8628), and goes on until they do; then the session is like any other.
   * @param show is told what to show, each time that changes
   * @returns gives it up
   */
  signInElsewhere(show: (view: DeviceView) => void): () => void;
  /** Ends the session here and at the provider. */
  signOut(): Promise<void>;
  /** A back end refused the token: renew it now. */
  renew(): void;
}

/** Signing out does not wait longer for what was kept to be deleted here, and at the provider, ms. It is deleted all the same. */
const FORGET_PATIENCE_MS = 1_000;
/** The page waits no longer than this for the provider before it shows itself, ms. */
const START_PATIENCE_MS = 2_000;
/** With a session at hand nothing asks the provider before the first renewal; by then the first screen has all it needs. */
const PREPARED_AFTER_MS = 15_000;
const NOBODY: Person = { subject: '', name: '', role: 'viewer' };

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The session of a page without sign-in: everybody is the configured role. */
export function openSession(role: Person['role']): Session {
  const store = createStore<SessionState>(() => ({
    status: 'none',
    person: { ...NOBODY, role },
    accessToken: null,
    expiresAt: null,
    problem: '',
    isRenewable: false,
  }));
  const nothing = () => Promise.resolve();
  return {
    store,
    start: nothing,
    signIn: nothing,
    signInElsewhere: () => () => {},
    signOut: nothing,
    renew: () => {},
  };
}

/**
 * A session by authorization code with PKCE (RFC 7636), renewed by refresh token.
 * @param base address of the page; also where the provider sends people back to
 * @param forget deletes what was kept for the person; called when there is no session any more
 */
export function oidcSession(config: OidcConfig, base: string, forget: () => Promise<void>): Session {
  const provider = new Provider(config, base);
  const store = createStore<SessionState>(() => ({
    status: 'loading',
    person: NOBODY,
    accessToken: null,
    expiresAt: null,
    problem: '',
    isRenewable: false,
  }));

  /** There is something to renew: a session in use, or a stored one that is to come back. */
  let isOpen = false;
  /** Whose stored session had ended when the page began, until the provider has said whether it goes on. */
  let waiting: Person | null = null;

  /** No answer is no refusal: the person's own last known values can be looked at meanwhile; nothing that needs a token can be done. */
  function wait(person: Person): void {
    store.setState({
      status: 'expired',
      person,
      accessToken: null,
      problem: endedMeanwhile(),
      isRenewable: true,
    });
  }

  function take(user: SessionUser): void {
    isOpen = true;
    waiting = null;
    store.setState({
      status: 'signed-in',
      person: personOf(user, config),
      accessToken: user.access_token,
      expiresAt: user.expires_at === undefined ? null : user.expires_at * 1000,
      problem: '',
      isRenewable: user.refresh_token !== undefined,
    });
    renewal.plan(user);
    provider.prepare(PREPARED_AFTER_MS);
  }

  function leave(problem: string, status: 'signed-out' | 'signing-out' = 'signed-out'): Promise<void> {
    isOpen = false;
    waiting = null;
    renewal.stop();
    // First the state: whoever follows it stops, and holds nothing any more of what is to be forgotten.
    store.setState({
      status,
      person: NOBODY,
      accessToken: null,
      expiresAt: null,
      problem,
      isRenewable: false,
    });
    // Whoever signs in next shall not wait for it.
    provider.prepare(0);
    return forget().catch(() => undefined);
  }

  function failed(error: unknown, willRetry: boolean): void {
    if (!isOpen) return;
    switch (store.getState().status) {
      case 'signed-in':
      case 'renewal-failed': {
        const retry = willRetry ? ' Trying again meanwhile.' : '';
        const problem = `The session could not be renewed. ${words(error)}${retry}`;
        store.setState({ status: 'renewal-failed', problem, isRenewable: willRetry });
        return;
      }
      case 'expired':
      case 'loading':
        if (waiting && !willRetry && (navigator.onLine || isRefusal(error))) {
          provider.removeUser();
          void leave(LAST_ENDED);
        } else if (waiting && willRetry) wait(waiting);
        else store.setState({ isRenewable: willRetry, problem: willRetry ? endedMeanwhile() : ENDED });
    }
  }

  const renewal = new Renewal(provider, {
    renewed: (user) => {
      if (isOpen) take(user);
      // Signed out while the request was under way: what it brought is not kept.
      else provider.removeUser();
    },
    failed,
    expired: () => {
      if (!isOpen) return;
      const problem = store.getState().isRenewable ? endedMeanwhile() : ENDED;
      store.setState({ status: 'expired', accessToken: null, problem });
    },
  });

  /** Takes up the stored session, if there is one. @returns whether there is */
  async function takeUp(): Promise<boolean> {
    const user = await provider.getUser();
    if (!user) return false;
    if (!hasExpired(user)) {
      take(user);
      // The clock has been set back since: by it a token lives on that has died.
      if ((user.kept_at ?? 0) > Date.now()) void renewal.now();
      return true;
    }
    // It is kept and tried again: a wall display must come back by itself when its provider does.
    isOpen = true;
    waiting = personOf(user, config);
    if (navigator.onLine) await renewal.now();
    else {
      wait(waiting);
      void renewal.now();
    }
    return true;
  }

  async function finishSignIn(state: string): Promise<void> {
    // The library forgets it with the first try.
    const way = provider.wayBack(state);
    try {
      const user = await provider.signinRedirectCallback();
      history.replaceState(null, '', returnPath(user.state, base));
      // After a slow answer the page is drawn already and has to hear of its new address.
      dispatchEvent(new PopStateEvent('popstate'));
      take(user);
    } catch (error) {
      history.replaceState(null, '', returnPath(way, base));
      // Somebody came back by a bookmark or the history: an answer already used is no reason for words.
      if (await takeUp()) return;
      void leave(isRefusal(error) ? words(error) : 'The sign-in did not finish. Sign in again.');
    }
  }

  // Another tab signed out, or renewed the token all tabs share.
  addEventListener('storage', (event) => {
    if (event.key !== null && event.key !== provider.key) return;
    void provider.getUser().then((user) => {
      if (user && !hasExpired(user)) take(user);
      else if (!user && isOpen) void leave('');
    });
  });

  async function begin(): Promise<void> {
    const query = new URLSearchParams(location.search);
    const state = query.get('state');
    if (state !== null && (query.has('code') || query.has('error'))) await finishSignIn(state);
    else if (!(await takeUp())) await leave('');
  }

  return {
    store,
    async start() {
      const begun = begin();
      await Promise.race([begun, pause(START_PATIENCE_MS)]);
      if (store.getState().status !== 'loading') return;
      if (waiting) wait(waiting);
      else store.setState({ status: 'signed-out', problem: NO_ANSWER });
    },
    async signIn() {
      store.setState({ problem: '' });
      const here = `${location.pathname}${location.search}${location.hash}`;
      try {
        await provider.signinRedirect(here);
      } catch (error) {
        store.setState({ problem: words(error) });
      }
    },
    signInElsewhere(show) {
      const stopping = new AbortController();
      const signIn = async () => {
        const { signInByDevice } = await import('./device/index.ts');
        const user = await signInByDevice(config, show, stopping.signal);
        if (!user) return;
        provider.storeUser(user);
        take(user);
      };
      signIn().catch((error: unknown) => {
        show({ code: null, trouble: { kind: 'unloaded' } });
        // Nobody presses a wall's button.
        dispatchEvent(new CustomEvent(FAILED, { detail: error }));
      });
      return () => stopping.abort();
    },
    async signOut() {
      const user = await provider.getUser();
      const ended = Promise.all([leave('', 'signing-out'), provider.revoke(user)]);
      await Promise.race([ended, pause(FORGET_PATIENCE_MS)]);
      try {
        await provider.signoutRedirect(user);
      } catch {
        provider.removeUser();
        await leave(
          'Signed out here. The sign-in service could not be reached, so its own session may still be open.',
        );
      }
    },
    renew() {
      if (isOpen) void renewal.now();
    },
  };
}
