import type { Scalar } from '../../model/catalogue.ts';
import type { Command, CommandState, Json, Order, Person, Role } from '../../model/command.ts';
import { actuatorKey, type ConnectionId } from '../../model/identity.ts';
import type { CommandPlan, Confirmation } from '../protocols/protocol.ts';
import type { CommandLink } from './command-link.ts';
import { httpWords, LINK_BROKE, NO_ANSWER, NO_REPORT, REQUEST_BROKE } from './outcome-words.ts';
import { RateLimit } from './rate-limit.ts';
import { invalidity } from './validation.ts';

/** An order that took longer than this from the finger to the engine is late: the person may have left the machine. */
const MAX_AGE_MS = 1_000;
/** A report that follows one's own order so shortly is its echo, not somebody else's change. */
const ECHO_MS = 3_000;
const RANK: Readonly<Record<Role, number>> = { viewer: 0, technician: 1, admin: 2 };

/** What the ledger needs of the engine around it. */
export interface LedgerOptions {
  readonly deadlineMs: number;
  now(): number;
  /** Runs `work` once after `ms`; returns the canceller. */
  schedule(ms: number, work: () => void): () => void;
  newId(): string;
  /** Every change in a command's life. */
  changed(command: Command): void;
  /** Something for the event log. */
  noticed(notice: { connection: ConnectionId; device: string; text: string }): void;
}

interface OpenCommand {
  command: Command;
  readonly key: string;
  readonly link: CommandLink;
  readonly deadline: number;
  readonly confirmation: Confirmation;
  cancelDeadline: () => void;
  readonly abort: AbortController;
  /** Sent on the connection's own link, not by a request of its own. */
  readonly onLink: boolean;
}

/** Whether a reported value is the desired one. */
function isSame(desired: Json, reported: Scalar | null): boolean {
  return desired === reported;
}

/**
 * Every command and its life: `pending → sent →` exactly one end, once. It sends now or refuses; it never queues, never repeats, and believes
 * nothing but the device's report (or the back end's acceptance where a device reports nothing).
 */
export class Ledger {
  readonly #options: LedgerOptions;
  /** By target: at most one. */
  readonly #open = new Map<string, OpenCommand>();
  /** When the last command to a target ended, to tell its echo from somebody else's change. */
  readonly #endedAt = new Map<string, number>();
  readonly #lastKnown = new Map<string, Scalar | null>();
  readonly #rate: RateLimit;
  #person: Person = { subject: '', name: '', role: 'viewer' };

  constructor(options: LedgerOptions) {
    this.#options = options;
    this.#rate = new RateLimit(() => options.now());
  }

  setPerson(person: Person): void {
    this.#person = person;
  }

  /** Enters an order and sends it, or refuses it. Returns the command's id, whatever its fate; what follows is told by `changed`. */
  order(order: Order, link: CommandLink | undefined): string {
    const { now, newId, changed } = this.#options;
    const command: Command = {
      id: newId(),
      connection: order.connection,
      device: order.device,
      property: order.property,
      value: order.value,
      by: this.#person.name,
      state: 'pending',
      orderedAt: order.at,
      sentAt: null,
      endedAt: null,
      reason: '',
      confirmedBy: null,
      reportedValue: link?.lastReport(order.device, order.property)?.value ?? null,
    };
    const key = actuatorKey(order);
    const refusal = this.#refusal(order, key, link);
    if (refusal !== null || !link) {
      changed({ ...command, state: 'refused', endedAt: now(), reason: refusal ?? '' });
      return command.id;
    }
    const plan = link.plan(order);
    if (plan.kind === 'refused') {
      changed({ ...command, state: 'refused', endedAt: now(), reason: plan.reason });
      return command.id;
    }
    const open: OpenCommand = {
      command,
      key,
      link,
      deadline: now() + this.#options.deadlineMs,
      confirmation: plan.confirmation,
      cancelDeadline: () => {},
      abort: new AbortController(),
      onLink: plan.kind === 'frames',
    };
    this.#open.set(key, open);
    changed(command);
    if (plan.kind === 'frames') this.#sendFrames(open, plan);
    else this.#sendRequest(open, plan);
    return command.id;
  }

  /** A device reported a property: the only thing that confirms. */
  reported(connection: ConnectionId, device: string, property: string, value: Scalar | null): void {
    const key = actuatorKey({ connection, device, property });
    const open = this.#findConfirmed(key);
    const before = this.#lastKnown.get(key);
    const isKnown = this.#lastKnown.has(key);
    this.#remember(key, value);
    if (open) {
      this.#judge(open, value);
      return;
    }
    const echo = this.#options.now() - (this.#endedAt.get(key) ?? Number.NEGATIVE_INFINITY) < ECHO_MS;
    if (isKnown && before !== value && !echo && typeof value === 'boolean') {
      this.#options.noticed({
        connection,
        device,
        text: `${property} is ${value ? 'on' : 'off'}: changed elsewhere.`,
      });
    }
  }

  /** The device or back end said that it will not do it. */
  rejected(connection: ConnectionId, device: string, property: string, reason: string): void {
    const open = this.#open.get(actuatorKey({ connection, device, property }));
    if (open?.command.state === 'sent') this.#end(open, 'rejected', reason);
  }

  /** A link broke. What was sent on it may or may not have arrived: nobody will ever know by this link. */
  linkClosed(connection: ConnectionId, hasDevice: (device: string) => boolean): void {
    for (const open of [...this.#open.values()]) {
      const { command } = open;
      if (command.connection === connection && hasDevice(command.device))
        this.#end(open, 'rejected', LINK_BROKE);
    }
    // What happens behind a broken link is nobody's echo and nobody's news: the first report after it only informs.
    for (const key of [...this.#lastKnown.keys()]) {
      const [of, device] = key.split('\u001f');
      if (of === connection && device !== undefined && hasDevice(device)) this.#lastKnown.delete(key);
    }
  }

  #refusal(order: Order, key: string, link: CommandLink | undefined): string | null {
    if (!link) return 'There is no such connection any more. Nothing was sent.';
    if (RANK[this.#person.role] < RANK[link.commandRole]) {
      return `Needs the role ${link.commandRole}; you are signed in as ${this.#person.role}. Nothing was sent.`;
    }
    if (Math.abs(this.#options.now() - order.at) > MAX_AGE_MS) {
      return 'The order reached the engine late. Nothing was sent; try again if it is still wanted.';
    }
    if (this.#open.has(key))
      return 'An order to this target is still open. Nothing was sent; wait for its outcome.';
    const refusal = link.refusal(order.device, order.property);
    if (refusal !== null) return refusal;
    const domain = link.domainOf(order.device, order.property);
    if (!domain) return 'The device has not said that this can be switched. Nothing was sent.';
    const invalid = invalidity(domain, order.value);
    if (invalid !== null) return `${invalid} Nothing was sent.`;
    if (!this.#rate.admit(order.connection))
      return 'Too many orders in one second. Nothing was sent; wait and try again.';
    return null;
  }

  #sendFrames(open: OpenCommand, plan: Extract<CommandPlan, { kind: 'frames' }>): void {
    const outcome = open.link.send(open.command.device, plan.frames);
    if (outcome !== 'sent') {
      const reason =
        outcome === 'backlog'
          ? 'Earlier bytes are still waiting on this link, so an order would be late. Nothing was sent.'
          : 'The link is not open. Nothing was sent; try again when it is online.';
      this.#end(open, 'refused', reason);
      return;
    }
    this.#sent(open);
    if (plan.confirmation.by === 'acceptance') this.#end(open, 'confirmed', '', 'acceptance');
  }

  #sendRequest(open: OpenCommand, plan: Extract<CommandPlan, { kind: 'http' }>): void {
    this.#sent(open);
    open.link.request(plan, open.abort.signal).then(
      ({ status }) => {
        if (status < 200 || status > 299) this.#end(open, 'rejected', httpWords(status));
        else if (this.#options.now() > open.deadline) this.#timeOut(open);
        else if (open.confirmation.by === 'acceptance') this.#end(open, 'confirmed', '', 'acceptance');
      },
      () => {
        if (this.#options.now() > open.deadline) this.#timeOut(open);
        else this.#end(open, 'rejected', REQUEST_BROKE);
      },
    );
  }

  #sent(open: OpenCommand): void {
    open.command = { ...open.command, state: 'sent', sentAt: this.#options.now() };
    open.cancelDeadline = this.#options.schedule(open.deadline - this.#options.now(), () =>
      this.#timeOut(open),
    );
    this.#options.changed(open.command);
  }

  /** The open command that a report of this target can confirm. */
  #findConfirmed(key: string): OpenCommand | undefined {
    for (const open of this.#open.values()) {
      const { confirmation, command } = open;
      if (confirmation.by !== 'report' || command.state !== 'sent') continue;
      const { device, property } = confirmation;
      if (actuatorKey({ connection: command.connection, device, property }) === key) return open;
    }
    return undefined;
  }

  #judge(open: OpenCommand, value: Scalar | null): void {
    open.command = { ...open.command, reportedValue: value };
    // A page that was suspended gets the report before its timer: what came after the deadline confirms nothing.
    if (this.#options.now() > open.deadline) this.#timeOut(open);
    else if (open.confirmation.by === 'report' && isSame(open.confirmation.value, value)) {
      this.#end(open, 'confirmed', '', 'report');
    }
  }

  #timeOut(open: OpenCommand): void {
    if (this.#open.get(open.key) !== open) return;
    const { link, command } = open;
    const silent = link.lastSignAt(command.device) <= (command.sentAt ?? 0);
    this.#end(open, 'timed-out', open.confirmation.by === 'report' ? NO_REPORT : NO_ANSWER);
    if (silent) link.suspect(command.device);
  }

  #end(
    open: OpenCommand,
    state: CommandState,
    reason: string,
    confirmedBy: 'report' | 'acceptance' | null = null,
  ): void {
    if (this.#open.get(open.key) !== open) return;
    this.#open.delete(open.key);
    open.cancelDeadline();
    const endedAt = this.#options.now();
    this.#endedAt.set(open.key, endedAt);
    open.command = { ...open.command, state, reason, confirmedBy, endedAt };
    this.#options.changed(open.command);
    open.abort.abort();
  }

  /** Bounded by what can be commanded: only targets somebody has announced are remembered. */
  #remember(key: string, value: Scalar | null): void {
    if (typeof value === 'boolean' || this.#lastKnown.has(key)) this.#lastKnown.set(key, value);
  }
}
