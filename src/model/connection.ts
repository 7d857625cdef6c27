import type { Role } from './command.ts';
import type { ConnectionId } from './identity.ts';

/**
 * - `connecting`   first try under way
 * - `online`       the link is open and greeted
 * - `reconnecting` the link broke; tries go on with back-off
 * - `renewing`     waiting for a new token before the next try
 * - `denied`       the back end refused; nothing is tried until a new token arrives or a person asks
 * - `offline`      not started, stopped, or waiting for a person (credentials to be typed)
 * - `replaying`    a recording: what it brings is of the past, and nothing can be ordered
 */
export type ConnectionStatus =
  | 'connecting'
  | 'online'
  | 'reconnecting'
  | 'renewing'
  | 'denied'
  | 'offline'
  | 'replaying';

/** Where a recording has been played to. Times are epoch ms, as they were when it was made. */
export interface ReplayState {
  /** Name of the connection it was made of. */
  readonly of: string;
  readonly from: number;
  readonly to: number;
  readonly at: number;
  /** How many times as fast as it was; 0 stands still, infinity as fast as this machine can. */
  readonly speed: number;
  readonly isOver: boolean;
  /** Lines of the file that could not be read and are left out. */
  readonly damaged: number;
}

/** What a protocol can do for actuators; widgets offer only what is declared here. */
export interface Capabilities {
  /** Whether the back end takes commands at all. */
  readonly commands: boolean;
  /** Said to the person where a control would be, when `commands` is false. */
  readonly why?: string;
  /**
   * Set where any JSON payload may be sent to targets that nobody has announced. What the back end fixes is named here (the property of
   * every hub order is `set`, webchannel has one device); what is absent the person names.
   */
  readonly raw?: { readonly device?: string; readonly property?: string };
}

/** How long the far end took to answer. */
export interface LinkDelay {
  readonly ms: number;
  /** To a question on an open link, or to its opening, which takes several ways there and back. */
  readonly to: 'probe' | 'opening';
  /** When it answered, epoch ms. */
  readonly at: number;
}

/** How well a link serves: quick, slow, so slow that orders may miss their time, or without a word for longer than it may. */
export type LinkQuality = 'good' | 'slow' | 'poor' | 'silent';

/** What is known of how good a link is; of several links of one connection the worst. */
export interface LinkFacts {
  /** Last frame or other sign of life, epoch ms. */
  readonly lastSignAt: number;
  /** A link that is silent for longer takes no orders, ms. */
  readonly silenceLimitMs: number;
  readonly delay: LinkDelay | null;
}

/** Figures and words about one connection, for the connections page. Times are epoch ms. */
export interface ConnectionSnapshot {
  readonly id: ConnectionId;
  readonly name: string;
  readonly protocol: string;
  readonly transport: string;
  /** Where it connects, without credentials: fit to be shown. */
  readonly address: string;
  readonly status: ConnectionStatus;
  /** Why it is not online and what to do next; empty while online. */
  readonly reason: string;
  /** Since when `status` holds. */
  readonly since: number;
  /** When the next try is made, or null. */
  readonly retryAt: number | null;
  readonly framesPerSecond: number;
  readonly readingsPerSecond: number;
  readonly frames: number;
  readonly readings: number;
  readonly lastFrameAt: number | null;
  readonly reconnects: number;
  /** While it is online. */
  readonly link?: LinkFacts;
  readonly unreadable: number;
  /** Why the newest unreadable frame could not be read; empty if none. Never holds frame content. */
  readonly unreadableWhy: string;
  /** Frames or events known and left out on purpose (duplicates, unknown event kinds). */
  readonly skipped: number;
  /** Readings thrown away because a cap on series, devices or bytes was reached. */
  readonly dropped: number;
  /** Older readings of which least, greatest, mean and number are kept, not each one. */
  readonly summarised: number;
  /** Readings that were kept and of which nothing is left, or that came too old to be kept. */
  readonly forgotten: number;
  readonly capabilities: Capabilities;
  /** The least role that may send commands here. */
  readonly commandRole: Role;
  /** Set while the person has to type credentials (`credentials.kind` = `ask`): which. */
  readonly asks: 'password' | 'token' | null;
  /** Set where it is a recording (`status` is `replaying`). */
  readonly replay?: ReplayState;
}
