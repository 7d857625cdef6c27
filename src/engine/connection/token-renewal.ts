import type { CredentialsSettings } from '../../model/settings.ts';
import type { Resolution } from './credentials.ts';

/** What waiting for tokens needs of the connection. */
export interface TokenRenewalHost {
  /** The session's; null without one. */
  accessToken(): string | null;
  /** Asks the page to renew the session's token now. */
  renewToken(): void;
}

/** Finds a request that was refused for its token another one: the session's next, or the token endpoint's. */
export class TokenRenewal {
  readonly #kind: CredentialsSettings['kind'];
  readonly #host: TokenRenewalHost;
  readonly #handedOut: () => Promise<Resolution>;
  readonly #waiters = new Set<() => void>();

  /** @param handedOut asks the token endpoint */
  constructor(
    kind: CredentialsSettings['kind'],
    host: TokenRenewalHost,
    handedOut: () => Promise<Resolution>,
  ) {
    this.#kind = kind;
    this.#host = host;
    this.#handedOut = handedOut;
  }

  /** The session has a new token, or none any more. */
  changed(): void {
    for (const wake of this.#waiters) wake();
  }

  /** Resolves to the next token; null where there is none to be had, or none came before the signal fired. */
  next(signal: AbortSignal): Promise<string | null> {
    if (this.#kind === 'token-url') return this.#ofEndpoint(signal);
    return this.#kind === 'oidc' ? this.#ofSession(signal) : Promise.resolve(null);
  }

  async #ofEndpoint(signal: AbortSignal): Promise<string | null> {
    const before = this.#host.accessToken();
    let answer = await this.#handedOut();
    // The endpoint's own door is opened by the session's token, which has died as well.
    if (answer.kind === 'refused' && answer.what === 'session') {
      const now = this.#host.accessToken();
      // It may have been renewed while the endpoint was asked; nothing would tell of that again.
      const token = now === before ? await this.#ofSession(signal) : now;
      if (token !== null) answer = await this.#handedOut();
    }
    return answer.kind === 'ready' && answer.credentials.kind === 'bearer' ? answer.credentials.token : null;
  }

  #ofSession(signal: AbortSignal): Promise<string | null> {
    // The order has ended while the endpoint was asked.
    if (signal.aborted) return Promise.resolve(null);
    return new Promise((resolve) => {
      const done = (token: string | null) => {
        this.#waiters.delete(wake);
        signal.removeEventListener('abort', give);
        resolve(token);
      };
      const wake = () => done(this.#host.accessToken());
      const give = () => done(null);
      signal.addEventListener('abort', give);
      this.#waiters.add(wake);
      this.#host.renewToken();
    });
  }
}
