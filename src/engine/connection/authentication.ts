import type { TypedCredentials } from '../../model/connection-test.ts';
import type { CredentialsSettings } from '../../model/settings.ts';
import type { Credentials } from '../protocols/protocol.ts';
import { type Resolution, resolveCredentials, SESSION_ENDED, secretsOf } from './credentials.ts';
import type { Lane } from './lane.ts';

/** What authentication needs of the engine around it. */
export interface AuthenticationHost {
  accessToken(): string | null;
  /** The person's sign-in has run out. */
  hasEnded(): boolean;
}

/** By what the links of one connection are let in: what is configured, what a person typed, and the session's token. */
export class Authentication {
  /** Those of the newest attempt. */
  credentials: Credentials = { kind: 'none' };
  typed: TypedCredentials | null = null;
  readonly #settings: CredentialsSettings;
  readonly #host: AuthenticationHost;

  constructor(settings: CredentialsSettings, host: AuthenticationHost) {
    this.#settings = settings;
    this.#host = host;
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
    if (resolution.kind === 'ready') this.credentials = resolution.credentials;
    return resolution;
  }

  /** The session has another token since than the far end knows. */
  isOvertaken(lane: Lane): boolean {
    const token = this.#host.accessToken();
    return this.livesByToken && token !== null && token !== lane.token;
  }

  /** What must never be shown of what passes on the links. */
  get secrets(): readonly string[] {
    const { credentials, typed } = this;
    const token = this.#host.accessToken();
    return [
      ...secretsOf(credentials),
      ...(typed === null ? [] : [typed.password]),
      ...(token === null ? [] : [token]),
    ];
  }

  /** Reasons come partly from outside, cut at a `…`; a back end that echoes a credential must not get it shown, nor its beginning. */
  redact(text: string): string {
    let clean = text;
    for (const secret of this.secrets) {
      // Half a character cannot be encoded.
      const encoded = encodeURIComponent(secret.replace(/\p{Cs}/gu, ''));
      for (const form of [secret, encoded, JSON.stringify(secret).slice(1, -1)]) {
        // One that is shorter would take half of every text with it.
        if (form.length > 3) clean = clean.replaceAll(form, '•••');
        for (let length = Math.min(form.length, clean.lastIndexOf('…')); length > 3; length--)
          clean = clean.replaceAll(`${form.slice(0, length)}…`, '•••');
      }
    }
    return clean;
  }
}
