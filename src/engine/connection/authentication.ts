import type { TypedCredentials } from '../../model/connection-test.ts';
import { withoutThis } from '../../model/redacted-text.ts';
import type { CredentialsSettings } from '../../model/settings.ts';
import type { Credentials } from '../protocols/protocol.ts';
import { type Resolution, resolveCredentials, SESSION_ENDED, secretsOf } from './credentials.ts';
import type { Lane } from './lane.ts';

/** Of one connection, beside those its links were opened with. */
const MAX_RECENT = 8;

/** What authentication needs of the engine around it. */
export interface AuthenticationHost {
  accessToken(): string | null;
  /** The person's sign-in has run out. */
  hasEnded(): boolean;
}

/** By what the links of one connection are let in: what is configured, what a person typed, and the session's token. */
export class Authentication {
  #credentials: Credentials = { kind: 'none' };
  /** Secrets that links were opened with, of which their far ends may speak for as long as they are open. */
  readonly #opened = new Map<Lane, readonly string[]>();
  /** The last that were used: far ends are told of others meanwhile, and orders have them. */
  #recent: readonly string[] = [];
  typed: TypedCredentials | null = null;
  readonly #settings: CredentialsSettings;
  readonly #host: AuthenticationHost;

  constructor(settings: CredentialsSettings, host: AuthenticationHost) {
    this.#settings = settings;
    this.#host = host;
  }

  /** Those of the newest attempt. */
  get credentials(): Credentials {
    return this.#credentials;
  }

  /** @param lane which is opened with them */
  use(credentials: Credentials, lane?: Lane): void {
    this.#credentials = credentials;
    const secrets = secretsOf(credentials);
    if (lane) this.#opened.set(lane, secrets);
    this.#recent = [...new Set([...secrets, ...this.#recent])].slice(0, MAX_RECENT);
  }

  /** It lives by the person's token, and there is none any more. Where there is no sign-in, an endpoint may hand out tokens without. */
  get needsSignIn(): boolean {
    const { kind } = this.#settings;
    return (
      this.livesByToken && this.#host.accessToken() === null && (kind === 'oidc' || this.#host.hasEnded())
    );
  }

  /** It lives by the person's token, or by one that is handed out for it. */
  get livesByToken(): boolean {
    const { kind } = this.#settings;
    return kind === 'oidc' || kind === 'token-url';
  }

  async resolve(): Promise<Resolution> {
    if (this.needsSignIn) return { kind: 'waiting', reason: SESSION_ENDED };
    return resolveCredentials(this.#settings, this.#host.accessToken(), this.typed);
  }

  /** Open links go on with what they were opened with; orders from now on have the newest. */
  async renew(): Promise<Resolution> {
    const resolution = await this.resolve();
    if (resolution.kind === 'ready') this.use(resolution.credentials);
    return resolution;
  }

  /** The session has another token since than the far end knows. */
  isOvertaken(lane: Lane): boolean {
    const token = this.#host.accessToken();
    return this.livesByToken && token !== null && token !== lane.token;
  }

  /** What must never be shown of what passes on the links. */
  get secrets(): readonly string[] {
    const { typed } = this;
    const token = this.#host.accessToken();
    return [
      ...new Set([
        ...this.#recent,
        ...[...this.#opened.values()].flat(),
        ...(typed === null ? [] : [typed.password]),
        ...(token === null ? [] : [token]),
      ]),
    ];
  }

  /** Reasons come partly from outside, cut at a `…`; a back end that echoes a credential must not get it shown, nor its beginning. */
  redact(text: string): string {
    let clean = text;
    // One may begin with another.
    for (const secret of this.secrets.toSorted((a, b) => b.length - a.length)) {
      // Half a character cannot be encoded.
      const encoded = encodeURIComponent(secret.replace(/\p{Cs}/gu, ''));
      const lower = encoded.replace(/%../g, (code) => code.toLowerCase());
      for (const form of [secret, encoded, lower, JSON.stringify(secret).slice(1, -1)]) {
        // One that is shorter would take half of every text with it.
        if (form.length > 3) clean = withoutThis(form, clean, '•••');
      }
    }
    return clean;
  }
}
