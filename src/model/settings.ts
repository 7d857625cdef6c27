import type { AlarmSettings } from './alarm.ts';
import type { AuditSettings } from './audit.ts';
import type { Role } from './command.ts';
import type { ConnectionId } from './identity.ts';

/** Where a connection's credentials come from. */
export type CredentialsSettings =
  | { readonly kind: 'none' }
  /** The signed-in person's access token. */
  | { readonly kind: 'oidc' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'api-key'; readonly username: string; readonly key: string }
  | { readonly kind: 'token'; readonly token: string }
  /** An endpoint of the customer's own application, called with the person's access token; answers `{"token": "…"}`. */
  | { readonly kind: 'token-url'; readonly url: string }
  /** The person types user name and password (or api key), or a token; kept in memory only. */
  | { readonly kind: 'ask'; readonly what: 'password' | 'token' }
  /** They come with the configuration, of which the page has only a copy so far. */
  | { readonly kind: 'awaited' };

/** One connection as the engine gets it: validated, with defaults filled in. */
export interface ConnectionSettings {
  readonly id: ConnectionId;
  readonly name: string;
  readonly protocol: string;
  readonly transport: string;
  readonly url: string;
  readonly credentials: CredentialsSettings;
  /** A series of this connection with no reading for longer is stale; minus infinity: always, since nothing of it is live. */
  readonly staleAfterMs: number;
  /** A link that has said nothing for longer takes no orders and, where the protocol can ask, is given up. */
  readonly silenceLimitMs: number;
  /** The least role that may send commands here. */
  readonly commandRole: Role;
  /** Whether its readings are kept in the browser, so that they are still there after a reload. */
  readonly history: boolean;
  /** Where devices are, as the configuration has it. */
  readonly rooms?: readonly { readonly room: string; readonly devices: readonly string[] }[];
  /** The protocol's own options; its schema is the protocol's. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Bounds on what the engine keeps. What goes over is counted and shown. */
export interface EngineLimits {
  readonly maxSeries: number;
  readonly maxDevices: number;
  /** All series together: raw samples and roll-ups. */
  readonly maxBytes: number;
  /** Raw samples kept a series at most. */
  readonly maxSamplesPerSeries: number;
  /** Older readings are forgotten, but a series' newest; where absent they are kept as long as there is room. */
  readonly maxAgeMs?: number;
}

/** Where and how much is kept across reloads. */
export interface HistorySettings {
  /** Name of the browser's database: one a deployment. */
  readonly database: string;
  /** 0: nothing is kept. */
  readonly maxBytes: number;
  readonly maxAgeMs: number;
  /** Ids of connections that are switched off: what is kept of them stays. */
  readonly kept?: readonly string[];
}

export interface EngineSettings {
  readonly connections: readonly ConnectionSettings[];
  readonly limits: EngineLimits;
  readonly history: HistorySettings;
  /** A command with no end after this long is `timed-out`. */
  readonly commandDeadlineMs: number;
  /** How much of the audit of commands this browser keeps. */
  readonly audit: AuditSettings;
  readonly alarms: AlarmSettings;
}
