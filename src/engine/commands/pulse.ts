import type { Json, Order, Person, PulseOrder } from '../../model/command.ts';
import type { ConnectionId } from '../../model/identity.ts';
import type { End } from './command-life.ts';
import type { OpenCommand } from './open-command.ts';

/** What to do about a pulse that cannot be. */
export const CORRECT = 'Nothing was sent; correct the widget’s settings.';
const MIN_MS = 50;
const MAX_MS = 60_000;
/** A release that comes later than this after it was due is late, like any other order. */
const MAX_DELAY_MS = 1_000;

/** Why this is no pulse, in words; null when it is one. */
export function pulseInvalidity({ ms }: PulseOrder): string | null {
  return ms >= MIN_MS && ms <= MAX_MS ? null : `A pulse lasts ${MIN_MS} ms to ${MAX_MS / 1000} s. ${CORRECT}`;
}

/**
 * A pulse between the sending of its first order, the press, and its second, the release. It keeps its target to itself for that time.
 * Where the press is known not to have been carried out there is nothing to release.
 */
export class Pulse {
  readonly id: string;
  readonly press: OpenCommand;
  readonly order: Order;
  /** Who pressed: the release is theirs, whoever is signed in by then. */
  readonly person: Person;
  readonly release: Json;
  /** When the release is to leave, epoch ms. */
  due: number;
  /** It is time, but the press travels by a request of its own that has not been answered: a release could overtake it. */
  isWaiting = false;
  cancelTimer: () => void = () => {};

  constructor(press: OpenCommand, order: Order, pulse: PulseOrder, person: Person, now: number) {
    this.id = press.life.command.id;
    this.press = press;
    this.order = order;
    this.person = person;
    this.release = pulse.release;
    this.due = now + pulse.ms;
  }

  /** Whether a release sent now could reach the device before the press. */
  get couldOvertake(): boolean {
    return !this.press.viaLink && !this.press.hasEnded && this.press.request === 'unanswered';
  }

  /** Why the release must not be sent any more, in words; null when it may. */
  lateness(now: number): string | null {
    const delay = now - this.due;
    if (Math.abs(delay) <= MAX_DELAY_MS) return null;
    return 'This page was asleep when the pulse was to end, and orders are never sent late.';
  }
}

/** What pulses need of the ledger around them. */
interface PulseHost {
  now(): number;
  schedule(ms: number, work: () => void): () => void;
  /** Sends the second half now, or ends it badly. */
  release(pulse: Pulse): void;
}

/** The pulses under way, and what they keep to themselves. */
export class Pulses {
  readonly #host: PulseHost;
  /** By what is reserved for them. */
  readonly #byKey = new Map<string, Pulse>();

  constructor(host: PulseHost) {
    this.#host = host;
  }

  /** Whether a target waits for its release. */
  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** Whether a target of this connection does. */
  hasAny(connection: ConnectionId): boolean {
    return [...this.#byKey.values()].some((pulse) => pulse.order.connection === connection);
  }

  /** The press was sent: its target is kept until the release leaves. */
  hold(pulse: Pulse): void {
    for (const key of pulse.press.keys) this.#byKey.set(key, pulse);
    pulse.cancelTimer = this.#host.schedule(pulse.due - this.#host.now(), () => this.#leave(pulse));
  }

  /** A press's request was answered without ending it: a release that waits for that cannot overtake it any more. */
  answered(press: OpenCommand): void {
    const pulse = this.#of(press);
    if (pulse?.isWaiting) this.#leaveNow(pulse);
  }

  /** A command ended that may be a press. */
  ended(press: OpenCommand, end: End): void {
    const pulse = this.#of(press);
    if (!pulse) return;
    if (needsNoRelease(end)) this.#drop(pulse);
    else if (pulse.isWaiting) this.#leaveNow(pulse);
  }

  /** All releases are due now. */
  endAll(): void {
    const now = this.#host.now();
    for (const pulse of new Set(this.#byKey.values())) {
      pulse.due = Math.min(pulse.due, now);
      this.#leave(pulse);
    }
  }

  #of(press: OpenCommand): Pulse | undefined {
    const pulse = this.#byKey.get(press.reportKey);
    return pulse?.press === press ? pulse : undefined;
  }

  /** What it waited for has come, which is in time until the press's own deadline. */
  #leaveNow(pulse: Pulse): void {
    pulse.due = Math.min(this.#host.now(), pulse.press.deadline);
    this.#leave(pulse);
  }

  #leave(pulse: Pulse): void {
    pulse.isWaiting = pulse.couldOvertake;
    if (pulse.isWaiting) return;
    this.#drop(pulse);
    this.#host.release(pulse);
  }

  #drop(pulse: Pulse): void {
    pulse.cancelTimer();
    for (const key of pulse.press.keys) this.#byKey.delete(key);
  }
}

/** Whether nothing was done, so that nothing needs to be undone. */
function needsNoRelease(end: End): boolean {
  return end.state === 'refused' || (end.state === 'rejected' && end.outcome === 'not-done');
}

/** What a release that ended badly means for who pressed. */
export function unreleasedWords(reason: string): string {
  return `The pulse may not have ended: ${reason} Look at the device, and end it by hand if it is still as the pulse left it.`;
}
