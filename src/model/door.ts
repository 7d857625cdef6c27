import type {
  Alarm,
  AlarmAction,
  AlarmFacts,
  AlarmOutcome,
  AlarmThreshold,
  JournalBatch,
  JournalCursor,
  JournalEntry,
} from './alarm.ts';
import type { AuditBatch, AuditCursor } from './audit.ts';
import type { ActuatorInfo, DeviceInfo, LogEntry, ReportedState, SeriesInfo } from './catalogue.ts';
import type { Command, Json, Order, Person, Preview } from './command.ts';
import type { ConnectionSnapshot } from './connection.ts';
import type { ActuatorRef, ConnectionId, SeriesRef } from './identity.ts';
import type { ConnectionSettings, EngineSettings } from './settings.ts';
import type { ConnectionTools } from './tools.ts';
import type { RawSamples, View, ViewAnswer } from './view.ts';

/** The session as the engine needs it. */
export interface EngineSession {
  readonly person: Person;
  /** Access token for `oidc` and `token-url` credentials; null without sign-in or once it has died. */
  readonly accessToken: string | null;
  /** The person's sign-in has run out: what still arrives is shown, and nothing is ordered before they sign in again. */
  readonly hasEnded: boolean;
}

/** The engine's rare calls, by comlink. Readings never pass here. */
export interface EngineDoor {
  /** Starts all connections. The port of {@link PortMessage} carries {@link PageMessage}s in and {@link EngineMessage}s out. */
  start(settings: EngineSettings, session: EngineSession): void;
  /** A new or renewed session: open connections are told as each back end wants it. */
  setSession(session: EngineSession): void;
  /** Ends pulses under way, then all connections. Nothing follows it. */
  stop(): void;
  /** This page is only looked at: every order and every deed about alarms is refused, for the reason given. '' takes it back. */
  withholdAll(why: string): void;
  /** Commands that an engine before this one left open when it stopped, with their ends: for the audit only. Nothing can be sent by this. */
  inherit(commands: readonly Command[]): void;
  /** A person asks to try now (after `denied`, or instead of waiting for the back-off). */
  retry(connection: ConnectionId): void;
  /** The person's answer to `asks`. Kept in this tab's memory only. */
  supplyCredentials(connection: ConnectionId, username: string, password: string): void;
  /** What a connection with `awaited` credentials has been waiting for, or was asked for meanwhile. Others are left alone. */
  complete(settings: ConnectionSettings): void;
  /** Enters an order into the ledger; its life follows as news. Returns the command's id. */
  order(order: Order): Promise<string>;
  /**
   * Notes an order that the page itself did not let through (no role, confirmation withheld, interlock) as refused, for the audit
   * only. Nothing can be sent by this.
   */
  withhold(order: Order, reason: string): void;
  /** Commands of this browser older than `after`, newest first; from the newest where it is null. Changes come on `auditChannel`. */
  audit(after: AuditCursor | null, limit: number): Promise<AuditBatch>;
  /** Enters several orders as one group. Each has its own outcome. Returns the commands' ids in the same order. */
  orderGroup(orders: readonly Order[]): Promise<readonly string[]>;
  /** What an order of this value would send now. Sends nothing. */
  preview(target: ActuatorRef, value: Json): Preview;
  /**
   * Raw samples of some series from one moment to another (epoch ms), in the order asked; of more than `most` a series the
   * newest. For tables and exports, not for drawing.
   */
  samples(series: readonly SeriesRef[], from: number, to: number, most: number): readonly RawSamples[];
  /** What can be done to connections themselves. Its code is fetched with the first call; rejects where that fails. */
  tools(): Promise<ConnectionTools>;
  /** What a person wants done about alarms. The engine checks their role. */
  alarmAct(action: AlarmAction): AlarmOutcome;
  alarmFacts(): AlarmFacts;
  /** The journal of this browser older than `after`, newest first; from the newest where it is null. */
  alarmJournal(after: JournalCursor | null, limit: number): Promise<JournalBatch>;
  /** When alarms of these series began and ended between two moments (epoch ms), the newest first. */
  alarmMarks(series: readonly SeriesRef[], from: number, to: number): Promise<readonly JournalEntry[]>;
  /** The limits that rules set for some series. */
  alarmThresholds(series: readonly SeriesRef[]): readonly AlarmThreshold[];
}

/** What changed since the last message; sent a few times a second at most, commands and reports at once. */
export interface News {
  /** Ids of connections that are gone, and all that was known of them; what else is in these news came after. */
  readonly removed?: readonly ConnectionId[];
  /** Series that are gone; what else is in these news came after. */
  readonly gone?: readonly SeriesRef[];
  /** All connections, when any figure changed. */
  readonly connections?: readonly ConnectionSnapshot[];
  /** New or changed entries only. */
  readonly series?: readonly SeriesInfo[];
  readonly devices?: readonly DeviceInfo[];
  readonly actuators?: readonly ActuatorInfo[];
  readonly reported?: readonly ReportedState[];
  readonly commands?: readonly Command[];
  /** New or changed ones; those that nobody has to be shown any more with the state `normal`. */
  readonly alarms?: readonly Alarm[];
  /** Another page has written into the alarm journal. */
  readonly journal?: true;
  readonly log?: readonly LogEntry[];
}

/** Page → engine on the port. */
export type PageMessage =
  /** Opens a view or replaces the one of the same id. Only views on screen are open. */
  | { readonly type: 'open'; readonly view: View }
  | { readonly type: 'close'; readonly id: number }
  /**
   * The page is ready to draw one more frame: the engine may answer once. `at`: when it said so, epoch ms with fractions. `charts`: so
   * many at most, those first that have waited longest. `spent`: memory of answers that the page has drawn, transferred back.
   */
  | {
      readonly type: 'ready';
      readonly at: number;
      readonly charts: number;
      readonly spent: readonly ArrayBuffer[];
    }
  /** The page has taken the news: the engine may send what has changed since. */
  | { readonly type: 'taken' }
  /** The page is being closed: pulses under way are ended now, since nobody will be there to end them. */
  | { readonly type: 'leaving' }
  /** Asks for a sign of life. */
  | { readonly type: 'beat' }
  /** The page may be gone at any moment: what is to outlive it is written down now. */
  | { readonly type: 'save' };

/** Engine → page on the port. */
export type EngineMessage =
  | { readonly type: 'answers'; readonly answers: readonly ViewAnswer[] }
  | { readonly type: 'news'; readonly news: News }
  /** What is kept of before is back and told, and connections are started. */
  | { readonly type: 'begun' }
  /** The answer to `beat`. */
  | { readonly type: 'alive' }
  /** A back end refused the token: renew the session's now. */
  | { readonly type: 'renew-token' };

/** The page's first message to the worker, with the port transferred beside it. */
export interface PortMessage {
  readonly type: 'port';
}
