import type { Scalar } from '../../model/catalogue.ts';
import type { Command, Order, Person } from '../../model/command.ts';
import { type ActuatorRef, actuatorKey, type ConnectionId } from '../../model/identity.ts';
import type { CommandPlan } from '../protocols/protocol.ts';
import { lateness, linkRefusal, roleRefusal } from './admission.ts';
import { agrees } from './agreement.ts';
import { CommandLife, type End } from './command-life.ts';
import type { CommandLink } from './command-link.ts';
import { ForeignChanges } from './foreign-changes.ts';
import { OpenCommand } from './open-command.ts';
import {
  httpEnd,
  LINK_BROKE,
  notSentWords,
  REQUEST_BROKE,
  refusedByDevice,
  timeOutWords,
} from './outcome-words.ts';
import { ORDERS_PER_SECOND, RateLimit } from './rate-limit.ts';
import { isBoundedJson } from './validation.ts';

const STILL_OPEN = 'An order to this target is still open. Nothing was sent; wait for its outcome.';

/** What the ledger needs of the engine around it. */
export interface LedgerOptions {
  /** A command with no end after this long is `timed-out`. */
  readonly deadlineMs: number;
  /** Orders that one connection takes in a second at most; 10 where absent. */
  readonly ordersPerSecond?: number;
  /** Epoch ms. */
  now(): number;
  /** Runs `work` once after `ms`; returns the canceller. */
  schedule(ms: number, work: () => void): () => void;
  newId(): string;
  /** Every step in a command's life. */
  changed(command: Command): void;
  /** Something for the event log. */
  noticed(notice: { connection: ConnectionId; device: string; text: string }): void;
  /** Whether a property is an actuator's, so that its change is somebody's doing. Where absent, every boolean counts as one. */
  isActuator?(ref: ActuatorRef): boolean;
}

/**
 * Every command and its life: `pending → sent →` exactly one end, once. It sends now or refuses; it never queues, never repeats, and
 * believes nothing but the device's report, or the back end's 2xx where a device reports nothing. It keeps open commands only, and
 * a bounded memory of what ended lately.
 *
 * What it does where the truth is not known:
 * - The link breaks under an order that left on it: `rejected` at once, and the words say that the outcome is unknown.
 * - An HTTP request fails on the way: it may have been carried out and only the answer lost. Where the device reports, the command stays
 *   open for that report until its deadline; where it does not, it is `rejected` and the words say that the outcome is unknown.
 * - An order left on a link, and neither device nor back end will say what became of it: `timed-out`, since a write to a socket
 *   confirms nothing.
 * - What is heard at or after the deadline confirms nothing, even when the timer was kept from running (a suspended page).
 */
export class Ledger {
  readonly #options: LedgerOptions;
  /** By target and by what reports of it: one open command each. */
  readonly #open = new Map<string, OpenCommand>();
  readonly #foreign = new ForeignChanges();
  readonly #rate: RateLimit;
  #person: Person = { subject: '', name: '', role: 'viewer' };

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#rate = new RateLimit(options.ordersPerSecond ?? ORDERS_PER_SECOND, () => options.now());
  }

  setPerson(person: Person): void {
    this.#person = person;
  }

  /** Enters an order and sends it, or refuses it. Returns the command's id, whatever its fate; what follows is told by `changed`. */
  order(order: Order, link: CommandLink | undefined): string {
    const { newId, changed } = this.#options;
    const isReadable = isBoundedJson(order.value);
    // What is too large to be an order is too large to be kept, shown and stored, too.
    const entry = isReadable ? order : { ...order, value: null };
    const life = new CommandLife(newId(), entry, this.#person, changed);
    const { id } = life.command;
    if (!link) return this.#refuse(life, 'There is no such connection any more. Nothing was sent.');
    life.noteReport(link.lastReport(order.device, order.property)?.value ?? null);
    if (!isReadable) {
      return this.#refuse(life, 'The value is no JSON, or larger than 64 KiB. Nothing was sent.');
    }
    const refusal = this.#refusal(order, link);
    if (refusal !== null) return this.#refuse(life, refusal);
    const plan = link.plan(order);
    if (plan.kind === 'refused') return this.#refuse(life, plan.reason);
    const open = new OpenCommand(life, link, plan, this.#options.now() + this.#options.deadlineMs);
    if (this.#isTaken(open.keys)) return this.#refuse(life, STILL_OPEN);
    for (const key of open.keys) this.#open.set(key, open);
    life.announce();
    if (plan.kind === 'frames') this.#sendFrames(open, plan);
    else this.#sendRequest(open, plan);
    return id;
  }

  /** A device reported a property: the only thing that confirms where it reports at all. */
  reported(connection: ConnectionId, device: string, property: string, value: Scalar | null): void {
    const ref = { connection, device, property };
    const open = this.#sentTo(actuatorKey(ref));
    if (open) this.#judge(open, value);
    if (value !== null && !this.#isSomebodysDoing(ref, value)) return;
    const isOrdered = open !== undefined && open.life.command.state !== 'timed-out';
    const text = this.#foreign.report(ref, value, isOrdered, this.#options.now());
    if (text !== null) this.#options.noticed({ connection, device, text });
  }

  /** The device or back end said that it will not do it. */
  rejected(connection: ConnectionId, device: string, property: string, reason: string): void {
    const open = this.#open.get(actuatorKey({ connection, device, property }));
    if (open) this.#hear(open, refusedByDevice(reason));
  }

  /**
   * A link broke. What was sent on it may or may not have arrived, and it will not tell any more. An order that went by a request of
   * its own did not break with it.
   * @param hasDevice the devices that the link served; all of the connection where absent
   */
  linkClosed(connection: ConnectionId, hasDevice: (device: string) => boolean = () => true): void {
    for (const open of new Set(this.#open.values())) {
      const { command } = open.life;
      if (command.connection !== connection || !hasDevice(command.device)) continue;
      if (open.viaLink) this.#hear(open, LINK_BROKE);
      else open.linkBroke = true;
    }
    this.#foreign.lost(connection, hasDevice);
  }

  #refusal(order: Order, link: CommandLink): string | null {
    const refusal =
      roleRefusal(this.#person, link) ??
      lateness(order, this.#options.now()) ??
      (this.#isTaken([actuatorKey(order)]) ? STILL_OPEN : null) ??
      linkRefusal(order, link);
    if (refusal !== null) return refusal;
    return this.#rate.admit(order.connection)
      ? null
      : 'Too many orders in one second. Nothing was sent; wait and try again.';
  }

  #refuse(life: CommandLife, reason: string): string {
    life.end({ state: 'refused', reason }, this.#options.now());
    return life.command.id;
  }

  #sendFrames(open: OpenCommand, plan: Extract<CommandPlan, { kind: 'frames' }>): void {
    const outcome = open.link.send(open.life.command.device, plan.frames);
    if (outcome === 'sent') this.#sent(open);
    else this.#end(open, { state: 'refused', reason: notSentWords(outcome) });
  }

  #sendRequest(open: OpenCommand, plan: Extract<CommandPlan, { kind: 'http' }>): void {
    this.#sent(open);
    open.link.request(plan, open.abort.signal, open.deadline).then(
      ({ status }) => this.#answered(open, status),
      () => this.#requestBroke(open),
    );
  }

  #sent(open: OpenCommand): void {
    const { now, schedule } = this.#options;
    open.life.send(now());
    open.cancelDeadline = schedule(open.deadline - now(), () => this.#timeOut(open));
  }

  #answered(open: OpenCommand, status: number): void {
    if (status < 200 || status > 299) this.#hear(open, httpEnd(status));
    else if (open.confirmation.by === 'acceptance')
      this.#hear(open, { state: 'confirmed', confirmedBy: 'acceptance' });
    else open.request = 'accepted';
  }

  #requestBroke(open: OpenCommand): void {
    if (open.confirmation.by === 'acceptance') this.#hear(open, REQUEST_BROKE);
    else open.request = 'broke';
  }

  #judge(open: OpenCommand, value: Scalar | null): void {
    open.reported = value;
    open.life.noteReport(value);
    if (open.confirmation.by === 'report' && agrees(open.confirmation.value, value))
      this.#hear(open, { state: 'confirmed', confirmedBy: 'report' });
    else if (this.#isLate(open)) this.#timeOut(open);
  }

  /** Something that ends a sent command was heard: in time, or too late to count. */
  #hear(open: OpenCommand, end: End): void {
    if (!this.#isLate(open)) this.#end(open, end);
    else if (end.state === 'rejected') this.#timeOut(open, end.reason);
    else this.#timeOut(open);
  }

  #isLate(open: OpenCommand): boolean {
    return this.#options.now() >= open.deadline;
  }

  #timeOut(open: OpenCommand, reason = timeOutWords(open)): void {
    this.#end(open, { state: 'timed-out', reason });
  }

  #end(open: OpenCommand, end: End): void {
    if (!this.#isOpen(open)) return;
    for (const key of open.keys) this.#open.delete(key);
    open.cancelDeadline();
    open.abort.abort();
    const { command } = open.life;
    if (end.state !== 'refused') {
      const desired = open.confirmation.by === 'report' ? open.confirmation.value : command.value;
      this.#foreign.ended(open.reportKey, desired, end, this.#options.now());
    }
    // Before the end is told: whoever orders on hearing of it must not find the half-open link.
    if (end.state === 'timed-out' && open.isLinkSilent) open.link.suspect(command.device);
    open.life.end(end, this.#options.now());
  }

  #isOpen(open: OpenCommand): boolean {
    return this.#open.get(open.reportKey) === open;
  }

  #isTaken(keys: Iterable<string>): boolean {
    for (const key of keys) if (this.#open.has(key)) return true;
    return false;
  }

  /** The sent command that a report of this property tells about. */
  #sentTo(key: string): OpenCommand | undefined {
    const open = this.#open.get(key);
    return open?.reportKey === key && open.life.command.state === 'sent' ? open : undefined;
  }

  #isSomebodysDoing(ref: ActuatorRef, value: Scalar): boolean {
    return this.#options.isActuator?.(ref) ?? typeof value === 'boolean';
  }
}
