import type { ActuatorDomain, ReportedState } from '../../model/catalogue.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import type { EngineConnection } from '../connection/engine-connection.ts';
import type { Intake } from '../connection/intake.ts';
import { Lane } from '../connection/lane.ts';
import { Rates } from '../connection/rates.ts';
import { decode, type Tap } from '../connection/tap.ts';
import type { Protocol, ProtocolSession } from '../protocols/protocol.ts';
import type { RecordedEvent, Recording } from './recording.ts';
import { Timers } from './timers.ts';

/** How often it goes on while it follows the clock, ms. */
const STEP_MS = 40;
/** The engine does nothing else for so long at most. */
const SLICE_MS = 8;
/** Events, and timers of the protocol, between two looks at the clock. */
const EVENTS = 64;
/** Links that a file may name: it may come from anywhere, and something is kept of each. */
const MAX_LINKS = 1_000;

const NO_COMMANDS = 'This is a recording: it takes no commands.';

/**
 * A recording played as if it came from a back end: through its protocol into series, at the times it was recorded, with the gaps there were.
 * Nothing of it depends on how fast it is played: what the protocol times is timed by the recording's clock. It is no link: nothing can be
 * sent, and what it brings is of the past.
 */
export class Replay implements EngineConnection {
  readonly id: string;
  readonly commandRole = 'admin';
  readonly isOnline = false;
  readonly secrets = [];
  tap: Tap | null = null;
  readonly #settings: ConnectionSettings;
  readonly #recording: Recording;
  readonly #intake: Intake;
  readonly #session: ProtocolSession;
  readonly #changed: () => void;
  readonly #rates = new Rates();
  readonly #timers = new Timers();
  readonly #lanes = new Map<string, Lane>();
  readonly #since = Date.now();
  /** The recording's clock, epoch ms. */
  #now: number;
  #next: RecordedEvent | null;
  #speed: number;
  /** Where the recording's clock was when this machine's was there. */
  #base: { readonly recorded: number; readonly real: number };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frames = 0;
  #lastFrameAt: number | null = null;
  #isOver = false;
  #isStopped = false;

  /**
   * @param speed see {@link Replay.setSpeed}
   * @throws ZodError when the options do not fit the protocol's schema
   */
  constructor(
    settings: ConnectionSettings,
    protocol: Protocol,
    recording: Recording,
    intake: Intake,
    speed: number,
    changed: () => void,
  ) {
    this.id = settings.id;
    this.#settings = settings;
    this.#recording = recording;
    this.#intake = intake;
    this.#changed = changed;
    this.#speed = speed;
    this.#now = recording.from;
    this.#base = { recorded: recording.from, real: performance.now() };
    this.#session = protocol.start(settings.options, {
      url: settings.url,
      sink: intake,
      now: () => this.#now,
      heardOf: () => [],
      schedule: (ms, work) => {
        const { lane } = intake;
        return this.#timers.set(this.#now + ms, () => {
          intake.lane = lane;
          work();
        });
      },
      // It went out when this was recorded; a protocol that is told otherwise tries for ever.
      send: () => true,
      close: () => {},
      note: () => {},
    });
    this.#next = recording.next();
  }

  start(): void {
    this.#base = { recorded: this.#now, real: performance.now() };
    this.#step();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#timers.clear();
  }

  /** How many times as fast as it was; 0 stands still, infinity as fast as this machine can. */
  setSpeed(speed: number): void {
    this.#base = { recorded: this.#now, real: performance.now() };
    this.#speed = speed;
    this.#changed();
    clearTimeout(this.#timer);
    this.#step();
  }

  tick(now: number): void {
    this.#intake.tick(now);
    this.#rates.tick(this.#frames, this.#intake.readings, now);
    this.#changed();
  }

  get counts() {
    const { readings, dropped, unreadableCount } = this.#intake;
    return { frames: this.#frames, readings, lost: dropped + unreadableCount };
  }

  snapshot(): ConnectionSnapshot {
    const { readings, unreadableCount, unreadableWhy, skippedCount, dropped, notRaw } = this.#intake;
    const { header, from, to, damaged } = this.#recording;
    return {
      id: this.id,
      name: this.#settings.name,
      protocol: this.#settings.protocol,
      transport: 'replay',
      address: this.#settings.url,
      status: 'replaying',
      reason: '',
      since: this.#since,
      retryAt: null,
      framesPerSecond: this.#rates.framesPerSecond,
      readingsPerSecond: this.#rates.readingsPerSecond,
      frames: this.#frames,
      readings,
      lastFrameAt: this.#lastFrameAt,
      reconnects: 0,
      unreadable: unreadableCount,
      unreadableWhy,
      skipped: skippedCount,
      dropped,
      ...notRaw,
      capabilities: { commands: false, why: NO_COMMANDS },
      commandRole: this.commandRole,
      asks: null,
      replay: {
        of: header.name,
        from,
        to,
        at: this.#isOver ? to : this.#now,
        speed: this.#speed,
        isOver: this.#isOver,
        damaged,
      },
    };
  }

  #step(): void {
    if (this.#isStopped || this.#isOver || this.#speed === 0) return;
    const { recorded, real } = this.#base;
    const until =
      this.#speed === Number.POSITIVE_INFINITY
        ? this.#speed
        : recorded + (performance.now() - real) * this.#speed;
    const isBehind = this.#playTo(until);
    if (this.#isOver) this.#changed();
    else this.#timer = setTimeout(() => this.#step(), isBehind ? 0 : STEP_MS);
  }

  /** Plays what happened up to then, as much as fits into a slice; whether more is due. */
  #playTo(until: number): boolean {
    const began = performance.now();
    let count = 0;
    const isSpent = () => ++count % EVENTS === 0 && performance.now() - began > SLICE_MS;
    while (this.#next !== null && this.#next.at <= until) {
      if (!this.#moveTo(this.#next.at, isSpent)) return true;
      this.#play(this.#next);
      this.#next = this.#recording.next();
      if (isSpent()) return true;
    }
    const { to } = this.#recording;
    if (!this.#moveTo(Math.min(until, to), isSpent)) return true;
    this.#isOver = this.#next === null && this.#now >= to;
    return false;
  }

  /**
   * Moves the recording's clock: what the protocol has timed happens on the way. It never goes back.
   * @param isSpent whether the slice is; between two frames there may be years
   * @returns whether it has arrived
   */
  #moveTo(time: number, isSpent: () => boolean): boolean {
    for (let due = this.#timers.takeDue(time); due !== null; due = this.#timers.takeDue(time)) {
      this.#now = Math.max(this.#now, due.at);
      due.work();
      if (isSpent()) return false;
    }
    this.#now = Math.max(this.#now, time);
    return true;
  }

  #play(event: RecordedEvent): void {
    const { link } = event;
    const lane = this.#lane(link);
    if (lane === null) {
      this.#recording.damaged += 1;
      return;
    }
    this.#intake.lane = lane;
    switch (event.kind) {
      case 'frame':
        this.#frame(event);
        break;
      case 'opened':
        this.tap?.opened(link);
        this.#session.opened(link);
        break;
      case 'ended':
        this.tap?.ended(link, '');
        this.#session.closed(link, { code: 1006, reason: '', wasOpen: true });
        break;
      case 'broken':
        this.#intake.broken(lane, event.at);
        break;
    }
  }

  #frame({ at, link, event, body }: Extract<RecordedEvent, { kind: 'frame' }>): void {
    this.#frames += 1;
    this.#lastFrameAt = at;
    const frame = { body, event, link, receivedAt: at };
    decode(this.#session, frame, this.#intake, this.tap);
  }

  /** null for a link that is one too many. */
  #lane(link: string): Lane | null {
    const known = this.#lanes.get(link);
    if (known) return known;
    if (this.#lanes.size >= MAX_LINKS) return null;
    const lane = new Lane(link);
    this.#lanes.set(link, lane);
    return lane;
  }

  // It is no link: nothing can be tried again, signed in to or ordered.

  retry(): void {}

  networkBack(): void {}

  supplyCredentials(): void {}

  async tokenChanged(): Promise<void> {}

  refusal(): string {
    return NO_COMMANDS;
  }

  plan() {
    return { kind: 'refused', reason: NO_COMMANDS } as const;
  }

  preview(): string {
    return '';
  }

  send() {
    return 'not-open' as const;
  }

  async clear(): Promise<void> {}

  request(): Promise<never> {
    return Promise.reject(new Error(NO_COMMANDS));
  }

  suspect(): void {}

  lastSignAt(): number {
    return 0;
  }

  hasAnnounced(): boolean {
    return false;
  }

  domainOf(): ActuatorDomain | undefined {
    return undefined;
  }

  lastReport(device: string, property: string): ReportedState | undefined {
    return this.#intake.lastReport(device, property);
  }
}
