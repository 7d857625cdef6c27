import { runAfter } from './long-timer.ts';
import { hasExpired, isRefusal, type SessionUser } from './provider.ts';

/** A token is renewed when this share of its life is over, well before a throttled timer of a hidden tab could miss it. */
const RENEWED_AT = 2 / 3;
const FIRST_RETRY_MS = 2_000;
const RETRY_CEILING_MS = 30_000;
/**
 * By these a provider refuses for good: those of a token endpoint (RFC 6749, 5.2), and what says that a person has to be asked. By anything else it,
 * or what stands before it, says that it is unwell or busy, in words of its own (`too_many_requests`, `Service Unavailable`).
 */
const FINAL: ReadonlySet<string> = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'access_denied',
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
  // Not of any standard: of a token that has been used before, or is over, and of a client that is no more.
  'token_inactive',
  'invalid_token',
  'expired_token',
  'disabled_client',
  'deleted_client',
]);
/** A tab that has held the lock longer than its requests may take stands still, ms. */
const LOCK_PATIENCE_MS = 40_000;

/** What a renewal needs of the provider. */
interface TokenSource {
  /** Of one client at one provider. */
  readonly key: string;
  /** What is stored, perhaps by another tab. */
  getUser(): Promise<SessionUser | null>;
  /** Uses the refresh token. @throws ErrorResponse when the provider refuses, anything else when it cannot be reached. */
  signinSilent(): Promise<SessionUser | null>;
}

/** There is nothing to renew with: signed out elsewhere, or the provider gave no refresh token. Trying again cannot help. */
export class NotRenewableError extends Error {
  override readonly name = 'NotRenewableError';
}

/** What a renewal tells its session. */
export interface RenewalEvents {
  renewed(user: SessionUser): void;
  failed(error: unknown, willRetry: boolean): void;
  /** The access token has died without being renewed. */
  expired(): void;
}

const nothing = () => {};

/**
 * One tab at a time renews: a refresh token is good once, and using it twice ends the session of all tabs. A tab that stands still is waited for
 * no longer than {@link LOCK_PATIENCE_MS}. Browsers give a page of plain http no locks: a wall signed in there by a phone is alone in its browser,
 * most often, and has to go on.
 */
async function alone<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  const { locks }: { readonly locks?: LockManager } = navigator;
  if (!locks) return work();
  const holder = async () => (await locks.query()).held?.find(({ name }) => name === lock)?.clientId;
  const patience = () => ({ signal: AbortSignal.timeout(LOCK_PATIENCE_MS) });
  let isMine = false;
  const asked = locks.request(lock, patience(), () => {
    isMine = true;
    return work();
  });
  // Asked second: whoever holds it both now and later has not let go of it, or this tab would have had its turn.
  const first = holder().catch(() => undefined);
  try {
    return await asked;
  } catch (error) {
    const still = await first;
    if (isMine || still === undefined) throw error;
    // Of all that have waited in vain one takes it; the others find that another one has it, and wait for that.
    const { taken } = await locks.request(`${lock}:taken`, patience(), async () => {
      if ((await holder()) !== still) throw error;
      return { taken: locks.request(lock, { steal: true }, work) };
    });
    return taken;
  }
}

/** Renews the access token ahead of its end by refresh token, one request in flight, with back-off while the provider is away. */
export class Renewal {
  readonly #manager: TokenSource;
  readonly #events: RenewalEvents;
  #cancelNext = nothing;
  #cancelExpiry = nothing;
  #inFlight: Promise<void> | null = null;
  #failures = 0;
  #token = '';
  /** Counts plans and stops: what was asked for before the last of them failing concerns nobody any more. */
  #plans = 0;
  #isRefused = false;

  constructor(manager: TokenSource, events: RenewalEvents) {
    this.#manager = manager;
    this.#events = events;
  }

  /** Plans the renewal of a token just got. */
  plan(user: SessionUser): void {
    this.stop();
    this.#failures = 0;
    this.#isRefused = false;
    this.#token = user.access_token;
    if (user.expires_at === undefined) return;
    // By a clock that has been set back since, it would live longer than it was given.
    const left = Math.max(0, user.expires_at * 1000 - Math.max(Date.now(), user.kept_at ?? 0));
    this.#cancelNext = runAfter(left * RENEWED_AT, () => void this.now());
    this.#cancelExpiry = runAfter(left, () => this.#events.expired());
  }

  /** Nothing more is tried. A request under way ends, but its failing is not told. */
  stop(): void {
    this.#plans += 1;
    this.#cancelNext();
    this.#cancelExpiry();
  }

  /** Renews now; joins a renewal under way. Does nothing once it was refused for good. Never rejects: the events tell the outcome. */
  now(): Promise<void> {
    if (this.#isRefused) return Promise.resolve();
    this.#inFlight ??= this.#renew().finally(() => {
      this.#inFlight = null;
    });
    return this.#inFlight;
  }

  async #renew(): Promise<void> {
    this.#cancelNext();
    const plan = this.#plans;
    // While this one waits for its turn, another tab may have renewed it, and told of that.
    const had = this.#token;
    try {
      const user = await alone(`${this.#manager.key}:renewal`, async () => {
        const stored = await this.#manager.getUser();
        if (stored && !hasExpired(stored) && stored.access_token !== had) return stored;
        // Without a refresh token the library would ask in a hidden frame, which could bring back a session that has been ended.
        if (!stored?.refresh_token) throw new NotRenewableError('There is no refresh token.');
        return this.#manager.signinSilent();
      });
      if (!user) throw new NotRenewableError('The provider gave no new token.');
      this.#events.renewed(user);
    } catch (error) {
      if (plan !== this.#plans) return;
      const isFinal = isRefusal(error) && FINAL.has(error.error ?? '');
      this.#isRefused = isFinal || error instanceof NotRenewableError;
      this.#events.failed(error, !this.#isRefused);
      if (this.#isRefused || plan !== this.#plans) return;
      const wait = Math.min(RETRY_CEILING_MS, FIRST_RETRY_MS * 2 ** this.#failures++);
      this.#cancelNext = runAfter(wait * (0.5 + Math.random() * 0.5), () => void this.now());
    }
  }
}
