import type { ErrorResponse, User, UserManager } from 'oidc-client-ts';
import * as z from 'zod/mini';
import type { OidcConfig } from '../config/index.ts';

/** A request that a provider has not answered by then has failed, s. */
const REQUEST_TIMEOUT_S = 10;
/** A signed-in person and their tokens, as `oidc-client-ts` stores them, with when that was. */
export interface SessionUser {
  readonly access_token: string;
  readonly refresh_token?: string | undefined;
  readonly id_token?: string | undefined;
  /** Seconds since the epoch. */
  readonly expires_at?: number | undefined;
  /** When it was stored here, epoch ms. */
  readonly kept_at?: number | undefined;
  /** Claims of the ID token. */
  readonly profile: {
    readonly sub: string;
    readonly name?: string | undefined;
    readonly preferred_username?: string | undefined;
    readonly [claim: string]: unknown;
  };
}

/** What the library writes as JSON (its `User.toStorageString`), as far as the page reads it. */
const storedUser = z.object({
  access_token: z.string(),
  refresh_token: z.optional(z.string()),
  id_token: z.optional(z.string()),
  expires_at: z.optional(z.number()),
  kept_at: z.optional(z.number()),
  profile: z.looseObject({
    sub: z.string(),
    name: z.optional(z.string()),
    preferred_username: z.optional(z.string()),
  }),
});

/** What it writes for the way to the provider and back (its `State.toStorageString`). */
const keptState = z.object({ data: z.unknown() });

/** Whether the access token's end has come; without one it never does. */
export function hasExpired({ expires_at }: SessionUser): boolean {
  return expires_at !== undefined && expires_at * 1000 <= Date.now();
}

/** The provider has answered, and refuses; anything else thrown means that it could not be asked. */
export function isRefusal(error: unknown): error is ErrorResponse {
  return error instanceof Error && error.name === 'ErrorResponse';
}

/**
 * The OpenID provider, by `oidc-client-ts`, which is loaded when it is first needed: a page that finds a good session in the browser shows its
 * first screen without it.
 */
export class Provider {
  readonly #config: OidcConfig;
  readonly #base: string;
  /** Where the library stores the person in localStorage: its own prefix, and its own key. */
  readonly key: string;
  #manager: Promise<UserManager> | null = null;
  /** What this browser did not store, for as long as it has what it had `instead`. */
  #unstored: { readonly text: string; readonly instead: string | null } | null = null;

  /** @param base address of the page; also where the provider sends people back to */
  constructor(config: OidcConfig, base: string) {
    this.#config = config;
    this.#base = base;
    this.key = `oidc.user:${config.authority}:${config.clientId}`;
  }

  /** What is stored, perhaps by another tab; null too when it cannot be read. */
  getUser(): Promise<SessionUser | null> {
    try {
      const read = storedUser.safeParse(JSON.parse(this.#text() ?? 'null'));
      return Promise.resolve(read.success ? read.data : null);
    } catch {
      return Promise.resolve(null);
    }
  }

  /** Keeps a person who signed in by other means. */
  storeUser(user: User): void {
    this.#keep(user.toStorageString());
  }

  /** Forgets the person in this browser. Never rejects: a browser that keeps nothing has nothing to forget. */
  removeUser(): void {
    this.#unstored = null;
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing could be stored either.
    }
  }

  #stored(): string | null {
    try {
      return localStorage.getItem(this.key);
    } catch {
      return null;
    }
  }

  #text(): string | null {
    const stored = this.#stored();
    return this.#unstored?.instead === stored ? this.#unstored.text : stored;
  }

  /** What cannot be stored is kept for as long as the page lives: the tokens before it are spent. */
  #keep(user: string): void {
    const text = JSON.stringify({ ...JSON.parse(user), kept_at: Date.now() });
    try {
      localStorage.setItem(this.key, text);
      this.#unstored = null;
    } catch {
      this.#unstored = { text, instead: this.#stored() };
    }
  }

  /** Leaves for the provider. @param state comes back with the person */
  async signinRedirect(state: string): Promise<void> {
    await (await this.#load()).signinRedirect({ state });
  }

  /** What was to come back with the person, as this tab's storage has it until the library takes it; undefined without it. */
  wayBack(state: string): unknown {
    try {
      return keptState.parse(JSON.parse(sessionStorage.getItem(`oidc.${state}`) ?? '')).data;
    } catch {
      return undefined;
    }
  }

  /** Finishes a sign-in that came back in the address. @throws ErrorResponse when it was refused */
  async signinRedirectCallback(): Promise<User> {
    return (await this.#load()).signinRedirectCallback();
  }

  /** Uses the refresh token. @throws ErrorResponse when the provider refuses, anything else when it cannot be reached */
  async signinSilent(): Promise<SessionUser | null> {
    try {
      const manager = await this.#load();
      return await Promise.race([
        manager.signinSilent({ silentRequestTimeoutInSeconds: REQUEST_TIMEOUT_S }),
        // The library's own limit is over once the headers are here: an answer that never ends would keep every later renewal waiting.
        new Promise<never>((_, reject) => setTimeout(reject, 2000 * REQUEST_TIMEOUT_S)),
      ]);
    } catch (error) {
      // The library asks once where the provider's endpoints are, and they may have moved.
      this.#manager = null;
      throw error;
    }
  }

  /**
   * Has the provider forget a person's refresh token. Never rejects: without the network, or where the provider has no such thing, the token ends
   * with its own life.
   */
  async revoke(user: SessionUser | null): Promise<void> {
    if (user?.refresh_token === undefined) return;
    try {
      const [manager, { revoke }] = await Promise.all([this.#load(), import('./revoke.ts')]);
      await revoke(manager, user.refresh_token);
    } catch {
      // Nothing can be done about it from here.
    }
  }

  /**
   * Ends the session at the provider.
   * @param user whose it is: they may be forgotten here by now, and a provider that is not told asks first
   * @throws when it cannot be reached
   */
  async signoutRedirect(user: SessionUser | null): Promise<void> {
    const hint = user?.id_token;
    await (await this.#load()).signoutRedirect(hint === undefined ? {} : { id_token_hint: hint });
  }

  /** Loads the library ahead of its use, which is then not too late for a deployment that has replaced its file. @param afterMs how soon */
  prepare(afterMs: number): void {
    if (!this.#manager) setTimeout(() => void this.#load().catch(() => undefined), afterMs);
  }

  #load(): Promise<UserManager> {
    this.#manager ??= this.#create().catch((error: unknown) => {
      this.#manager = null;
      throw error;
    });
    return this.#manager;
  }

  async #create(): Promise<UserManager> {
    const { UserManager, WebStorageStateStore } = await import('oidc-client-ts');
    return new UserManager({
      authority: this.#config.authority,
      client_id: this.#config.clientId,
      scope: this.#config.scope,
      redirect_uri: this.#base,
      post_logout_redirect_uri: this.#base,
      response_type: 'code',
      automaticSilentRenew: false,
      requestTimeoutInSeconds: REQUEST_TIMEOUT_S,
      // No hidden frame, ever: it would sign a person in again who has signed out in another tab.
      silent_redirect_uri: '',
      loadUserInfo: false,
      // Shared by all tabs, so that one renewal serves all of them and a sign-out ends all of them.
      userStore: {
        get: async () => this.#text(),
        set: async (_, user) => this.#keep(user),
        remove: async () => {
          this.removeUser();
          return null;
        },
        getAllKeys: async () => [],
      },
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
    });
  }
}
