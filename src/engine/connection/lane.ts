import type { LinkDelay } from '../../model/connection.ts';
import type { Series } from '../series/store.ts';
import type { Link } from '../transports/transport.ts';
import { Rhythm } from './rhythm.ts';

/**
 * - `idle`      not started
 * - `opening`   an attempt is under way
 * - `open`
 * - `resuming`  ended as expected and being opened again: the operator sees no change
 * - `waiting`   the next attempt is timed
 * - `renewing`  waits for a new token
 * - `denied`    waits for a new token or a person, and is tried seldom without either
 * - `asking`    waits for a person
 */
export type LaneState =
  | 'idle'
  | 'opening'
  | 'open'
  | 'resuming'
  | 'waiting'
  | 'renewing'
  | 'denied'
  | 'asking';

/** One of a connection's links through all its attempts. Most connections have one; Streambed has one an entity. */
export class Lane {
  readonly name: string;
  readonly #isOnly: boolean;
  state: LaneState = 'idle';
  /** Why it is not open, or what holds of it while it is, in words. */
  reason = '';
  since = 0;
  /** Since when readings flow, expected ends and their resumption left out. */
  upSince = 0;
  retryAt: number | null = null;
  link: Link | null = null;
  /** Attempts that failed in a row. */
  failures = 0;
  /** Token renewals asked for in a row without a lasting link after them. */
  renewals = 0;
  /** When what a person typed was tried once more, refused though it had let the link in. */
  triedAgainAt = 0;
  /** The session's token that the far end knows: that of the newest attempt, or a later one that it was told. null where there was none. */
  token: string | null = null;
  openedAt = 0;
  /** Last frame or other sign of life. */
  lastSignAt = 0;
  /** How often the far end is heard; as of the last tick. */
  readonly rhythm = new Rhythm();
  probedAt = 0;
  /** The newest probe has not been answered yet. */
  isProbing = false;
  /** How long the far end took to answer last: to a probe, or to the opening of the link. null before the first time. */
  delay: LinkDelay | null = null;
  /** When the attempt under way asked for its link. */
  askedAt = 0;
  everOpen = false;
  /** Its link has opened after having been denied, and may be denied at once again: until it has proven itself, its state is `denied`. */
  isOnTrial = false;
  /** Series and devices that came through this lane: a break is theirs. */
  readonly series = new Set<Series>();
  readonly devices = new Set<string>();
  /** Told apart from attempts given up meanwhile. */
  attempt = 0;
  timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isOnly its connection has no other, so that it serves devices not heard of, too */
  constructor(name: string, isOnly = false) {
    this.name = name;
    this.#isOnly = isOnly;
  }

  /** Whether what is meant for a device leaves on it. */
  serves(device: string): boolean {
    return this.#isOnly || this.devices.has(device);
  }

  enter(state: LaneState, reason: string, now: number): void {
    const wasUp = this.isUp;
    if (this.state !== state) this.since = now;
    this.state = state;
    if (this.isUp && !wasUp) this.upSince = now;
    this.reason = reason;
    if (state !== 'waiting' && state !== 'renewing') this.retryAt = null;
  }

  /** Whether readings flow, or stopped so shortly that nobody should notice. */
  get isUp(): boolean {
    return this.state === 'open' || this.state === 'resuming';
  }

  /** Takes note of when it was heard last: that it opened tells nothing of how often its far end speaks. */
  listen(): void {
    if (this.lastSignAt !== this.openedAt) this.rhythm.heard(this.lastSignAt);
  }

  /** Gives up whatever is under way: the link, the timer, the attempt. */
  drop(): void {
    this.attempt += 1;
    this.isOnTrial = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.link?.close();
    this.link = null;
  }
}
