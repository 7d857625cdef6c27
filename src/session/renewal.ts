import { ErrorResponse, type User } from 'oidc-client-ts';

/** A token is renewed when this share of its life is over, well before a throttled timer of a hidden tab could miss it. */
const RENEWED_AT = 2 / 3;
const FIRST_RETRY_MS = 2_000;
const RETRY_CEILING_MS = 30_000;
/** One tab at a time renews: a refresh token is good once, and using it twice ends the session of all tabs. */
const LOCK = 'signalbox-renewal';

/** What a renewal needs of the library's user manager. */
interface TokenSource {
  /** What is stored, perhaps by another tab. */
  getUser(): Promise<User | null>;
  /** Uses the refresh token. @throws ErrorResponse when the provider refuses, anything else when it cannot be reached. */
  signinSilent(): Promise<User | null>;
}

/** What a renewal tells its session. */
export interface RenewalEvents {
  renewed(user: User): void;
  failed(error: unknown, willRetry: boolean): void;
  /** The access token has died without being renewed. */
  expired(): void;
}

/** Renews the access token ahead of its end by refresh token, one request in flight, with back-off while the provider is away. */
export class Renewal {
  readonly #manager: TokenSource;
  readonly #events: RenewalEvents;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #expiry: ReturnType<typeof setTimeout> | undefined;
  #inFlight: Promise<void> | null = null;
  #failures = 0;
  #token = '';

  constructor(manager: TokenSource, events: RenewalEvents) {
    this.#manager = manager;
    this.#events = events;
  }

  /** Plans the renewal of a token just got. */
  plan(user: User): void {
    this.stop();
    this.#failures = 0;
    this.#token = user.access_token;
    const left = (user.expires_in ?? 0) * 1000;
    if (user.expires_at === undefined) return;
    this.#timer = setTimeout(() => void this.now(), Math.max(0, left * RENEWED_AT));
    this.#expiry = setTimeout(() => this.#events.expired(), Math.max(0, left));
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#expiry);
  }

  /** Renews now; joins a renewal under way. Never rejects: the events tell the outcome. */
  now(): Promise<void> {
    this.#inFlight ??= this.#renew().finally(() => {
      this.#inFlight = null;
    });
    return this.#inFlight;
  }

  async #renew(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const user = await navigator.locks.request(LOCK, async () => {
        const stored = await this.#manager.getUser();
        if (stored && !stored.expired && stored.access_token !== this.#token) return stored;
        return this.#manager.signinSilent();
      });
      if (user) this.#events.renewed(user);
      else this.#events.failed(new Error('no answer'), false);
    } catch (error) {
      const willRetry = !(error instanceof ErrorResponse);
      this.#events.failed(error, willRetry);
      if (willRetry) {
        const wait = Math.min(RETRY_CEILING_MS, FIRST_RETRY_MS * 2 ** this.#failures++);
        this.#timer = setTimeout(() => void this.now(), wait * (0.5 + Math.random() * 0.5));
      }
    }
  }
}
