import type { Scalar } from '../../model/catalogue.ts';
import type { Command, Json, Order, Person } from '../../model/command.ts';
import { type ActuatorRef, actuatorKey, type ConnectionId } from '../../model/identity.ts';
import type { CommandPlan } from '../protocols/protocol.ts';
import { Admission, type Group, linkRefusal } from './admission.ts';
import { type Belonging, CommandLife, type End } from './command-life.ts';
import type { CommandLink } from './command-link.ts';
import { Dispatch } from './dispatch.ts';
import { ForeignChanges } from './foreign-changes.ts';
import type { LedgerOptions } from './ledger-options.ts';
import { OpenCommand } from './open-command.ts';
import { OpenCommands } from './open-commands.ts';
import {
  CHANGED_MEANWHILE,
  LINK_BROKE,
  NOT_AS_SHOWN,
  OTHER_TAB,
  refusedByDevice,
  STILL_OPEN,
  timeOutWords,
  WITHHELD,
} from './outcome-words.ts';
import { Pulse, Pulses, unreleasedWords } from './pulse.ts';
import { type Meant, Unanswered } from './unanswered.ts';
import { isBoundedJson } from './validation.ts';

/** Properties that one order is expected to change. */
const MAX_SAID = 32;

function isScalar(value: Json): value is Scalar {
  return typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string';
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
 * - A pulse's second order, the release, leaves when it is due whatever is known of the first, once it cannot overtake it. It needs no role,
 *   since ending what was begun is never refused to anybody. Where it cannot leave in time it ends badly at once, and the log says so.
 * - What is heard at or after the deadline confirms nothing, even when the timer was kept from running (a suspended page).
 */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #open = new OpenCommands();
  readonly #pulses: Pulses;
  readonly #foreign = new ForeignChanges();
  readonly #unanswered = new Unanswered();
  readonly #admission: Admission;
  readonly #dispatch: Dispatch;
  #person: Person = { subject: '', name: '', role: 'viewer' };

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#pulses = new Pulses({
      now: options.now,
      schedule: options.schedule,
      release: (pulse) => this.#release(pulse),
    });
    this.#admission = new Admission(options, (key) => this.isTaken(key));
    this.#dispatch = new Dispatch({
      now: options.now,
      schedule: options.schedule,
      notSent: (open, end) => this.#end(open, end),
      heard: (open, end) => this.#hear(open, end),
      timedOut: (open) => this.#timeOut(open),
      answered: (open) => this.#pulses.answered(open),
    });
  }

  /** @param hasEnded their sign-in has run out: they may order nothing until they sign in again */
  setPerson(person: Person, hasEnded = false): void {
    this.#person = person;
    this.#admission.hasEnded = hasEnded;
  }

  /** Refuses every order from now on. @param why in words; '' takes it back */
  withholdAll(why: string): void {
    this.#admission.withheld = why;
  }

  /** Enters an order and sends it, or refuses it. Returns the command's id, whatever its fate; what follows is told by `changed`. */
  order(order: Order, link: CommandLink | undefined): string {
    return this.#enter(order, link, null);
  }

  /** Enters several orders at once. Each has its own life and outcome. Returns the commands' ids in the same order. */
  orderGroup(
    orders: readonly Order[],
    linkOf: (connection: ConnectionId) => CommandLink | undefined,
  ): readonly string[] {
    const group: Group = { id: this.#options.newId(), admitted: new Map() };
    return orders.map((order) => this.#enter(order, linkOf(order.connection), group));
  }

  /** Ends all pulses under way now instead of when they are due: the page is about to go. */
  endPulses(): void {
    this.#pulses.endAll();
  }

  #enter(order: Order, link: CommandLink | undefined, group: Group | null): string {
    const { newId, changed, now } = this.#options;
    const isReadable = isBoundedJson(order.value);
    // What is too large to be an order is too large to be kept, shown and stored, too.
    const entry = isReadable ? order : { ...order, value: null };
    const id = newId();
    const belongs: Belonging = {
      ...(group && { group: group.id }),
      ...(order.pulse && { pulse: { id, part: 'press' as const, order: order.pulse } }),
    };
    const life = new CommandLife(id, entry, this.#person, changed, belongs);
    if (!link)
      return this.#refuse(life, 'There is no such connection any more. Nothing was sent; choose another.');
    life.noteReport(link.lastReport(order.device, order.property)?.value ?? null);
    if (!isReadable) {
      return this.#refuse(life, 'The value is no JSON, or larger than 64 KiB. Nothing was sent; correct it.');
    }
    if (order.withheld)
      return this.#refuse(life, order.withheld === 'changed' ? CHANGED_MEANWHILE : WITHHELD);
    const refusal = this.#admission.refusal(order, link, this.#person, group);
    if (refusal !== null) return this.#refuse(life, refusal);
    const plan = link.plan(order);
    if (plan.kind === 'refused') return this.#refuse(life, plan.reason);
    if (order.shown !== undefined && order.shown !== link.preview(plan))
      return this.#refuse(life, NOT_AS_SHOWN);
    const open = new OpenCommand(life, link, plan, now() + this.#options.deadlineMs);
    const person = this.#person;
    open.mayStill = () => this.#admission.lapse(order, link, person, this.#person);
    const keys = [...open.keys];
    if (keys.some((key) => this.isTaken(key))) return this.#refuse(life, STILL_OPEN);
    if (keys.some((key) => this.#options.holds?.(key) === false)) return this.#refuse(life, OTHER_TAB);
    this.#send(open, plan);
    if (order.pulse && !open.hasEnded)
      this.#pulses.hold(new Pulse(open, order, order.pulse, this.#person, now()));
    return id;
  }

  /** Whether a command to this target, or one that is told of by its reports, is open. */
  isTaken(key: string): boolean {
    return this.#open.has(key) || this.#pulses.has(key);
  }

  /** Whether a command of this connection is open, or a pulse under way. */
  isOrdering(connection: ConnectionId): boolean {
    return this.#open.hasAny(connection) || this.#pulses.hasAny(connection);
  }

  /**
   * A device reported a property: the only thing that confirms where it reports at all.
   * @param latest the latest moment at which the device can have written it, epoch ms: one from before an order tells nothing of it
   * @returns whether it was changed elsewhere: no order of this page explains it
   */
  reported(
    connection: ConnectionId,
    device: string,
    property: string,
    value: Scalar | null,
    latest = Number.POSITIVE_INFINITY,
  ): boolean {
    const ref = { connection, device, property };
    const open = this.#open.sentTo(actuatorKey(ref));
    const orders = [open?.before, open].filter((half) => half?.isSince(latest));
    if (open) {
      // Of a pulse's halves the first is answered first; what agrees with the second may still be the state before the first.
      if (open.before) {
        if (open.isSince(latest)) open.reported = value;
        this.#weigh(open.before, value, latest);
      }
      if (!open.before) this.#weigh(open, value, latest);
    }
    const isSomebodysDoing = this.#options.isActuator?.(ref) ?? typeof value === 'boolean';
    if (value !== null && !isSomebodysDoing) return false;
    const step = this.#options.stepOf?.(ref);
    const isOrdered =
      open?.life.command.state !== 'timed-out' &&
      orders.some((half) => half && this.#explains(half, ref, value));
    const hasEnded = orders.some((half) => half?.hasEnded);
    const now = this.#options.now();
    const { text, isElsewhere } = this.#foreign.report(ref, value, isOrdered, now, step, hasEnded);
    if (text !== null) this.#options.noticed({ connection, device, text });
    return isElsewhere;
  }

  /** Whether a report may be the doing of an order that is open, or was until it came. */
  #explains(open: OpenCommand, ref: ActuatorRef, value: Scalar | null): boolean {
    // What only its back end confirms may be called otherwise in reports.
    if (open.confirmation.by === 'acceptance' || value === null) return true;
    return open.isAnsweredBy(value) || this.#foreign.isOnItsWay(ref, value, open.confirmation.value);
  }

  /**
   * The device or back end said that it will not do it. Nothing ends by it unless it is certain which order is meant.
   * @param isForAll everybody hears of it, so that it may be meant for somebody else's order to the same target: then nothing is known of ours
   */
  rejected(meant: Meant, reason: string, isForAll = false): void {
    if (this.#unanswered.has(meant, this.#options.now())) return;
    const open = this.#open.meant(meant);
    if (open) this.#hear(open, refusedByDevice(reason, isForAll));
  }

  /**
   * A link broke. What was sent on it may or may not have arrived, and it will not tell any more. An order that went by a request of
   * its own did not break with it.
   * @param hasDevice the devices that the link served; all of the connection where absent
   */
  linkClosed(connection: ConnectionId, hasDevice: (device: string) => boolean = () => true): void {
    for (const open of this.#open.all()) {
      const { command } = open.life;
      if (command.connection !== connection || !hasDevice(command.device)) continue;
      for (const half of [open.before, open]) {
        if (half?.viaLink) this.#hear(half, LINK_BROKE);
        else if (half) half.linkBroke = true;
      }
    }
    this.#foreign.lost(connection, hasDevice);
    this.#unanswered.lost(connection, hasDevice);
  }

  #refuse(life: CommandLife, reason: string): string {
    life.end({ state: 'refused', reason }, this.#options.now());
    return life.command.id;
  }

  #send(open: OpenCommand, plan: Exclude<CommandPlan, { kind: 'refused' }>): void {
    this.#open.add(open);
    open.life.announce();
    this.#dispatch.send(open, plan);
    if (open.life.command.sentAt !== null) this.#expect(open);
  }

  /** What an order in words of its own says of other properties of its device is not somebody else's doing when they report it. */
  #expect({ life, reportKey }: OpenCommand): void {
    const { connection, device, value } = life.command;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [property, desired] of Object.entries(value).slice(0, MAX_SAID)) {
      const key = actuatorKey({ connection, device, property });
      if (isScalar(desired) && key !== reportKey) this.#foreign.expect(key, desired, this.#options.now());
    }
  }

  /** The second half of a pulse: sent now, or ended badly at once. */
  #release(pulse: Pulse): void {
    const { newId, changed, now, deadlineMs } = this.#options;
    const { press, person } = pulse;
    const order = { ...pulse.order, value: pulse.release, at: pulse.due };
    const belongs = { pulse: { id: pulse.id, part: 'release' as const } };
    const life = new CommandLife(newId(), order, person, changed, belongs);
    life.noteReport(press.life.command.reportedValue);
    const refusal = pulse.lateness(now()) ?? linkRefusal(order, press.link);
    const plan: CommandPlan =
      refusal === null ? press.link.plan(order) : { kind: 'refused', reason: refusal };
    if (plan.kind === 'refused') {
      this.#refuse(life, unreleasedWords(plan.reason));
      this.#tellUnreleased(life.command);
      this.#tellFreed(press.keys);
      return;
    }
    const open = new OpenCommand(life, press.link, plan, now() + deadlineMs);
    open.isRelease = true;
    if (!press.hasEnded) open.before = press;
    this.#send(open, plan);
  }

  #tellUnreleased({ connection, device, reason }: Command): void {
    this.#options.noticed({ connection, device, text: reason, level: 'warning' });
  }

  /** A report came while the command was open; whatever it says, one from before the order tells nothing of it. */
  #weigh(open: OpenCommand, value: Scalar | null, latest: number): void {
    if (open.isSince(latest)) this.#judge(open, value);
    else if (open.isAnsweredBy(value)) open.sawOld = true;
  }

  #judge(open: OpenCommand, value: Scalar | null): void {
    open.reported = value;
    open.life.noteReport(value);
    if (open.isAnsweredBy(value)) this.#hear(open, { state: 'confirmed', confirmedBy: 'report' });
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
    if (open.hasEnded) return;
    open.hasEnded = true;
    this.#open.remove(open);
    open.cancelDeadline();
    open.abort.abort();
    const { command } = open.life;
    if (end.state === 'timed-out' && open.viaLink) this.#unanswered.add(command, this.#options.now());
    if (end.state !== 'refused') {
      const desired = open.confirmation.by === 'report' ? open.confirmation.value : command.value;
      this.#foreign.ended(open.reportKey, desired, end, this.#options.now());
    }
    // Before the end is told: whoever orders on hearing of it must not find the half-open link.
    if (end.state === 'timed-out' && open.isLinkSilent)
      open.link.suspect(command.device, open.confirmation.by === 'report');
    const isUnreleased = open.isRelease && end.state !== 'confirmed';
    open.life.end(isUnreleased ? { ...end, reason: unreleasedWords(end.reason) } : end, this.#options.now());
    if (isUnreleased) this.#tellUnreleased(open.life.command);
    this.#pulses.ended(open, end);
    this.#judgeAfter(open, end);
    this.#tellFreed(open.keys);
  }

  /** The first half of a pulse has ended while the second is open already. */
  #judgeAfter(first: OpenCommand, end: End): void {
    const second = this.#open.get(first.reportKey);
    if (second?.before !== first) return;
    second.before = null;
    // Nothing confirmed the first in all that time, so what was reported is the second's doing.
    if (end.state === 'timed-out' && second.reported !== undefined) this.#judge(second, second.reported);
  }

  /** Tells of each of these that nothing keeps any more. */
  #tellFreed(keys: Iterable<string>): void {
    for (const key of keys) if (!this.isTaken(key)) this.#options.freed?.(key);
  }
}
