import type { Scalar } from '../../model/catalogue.ts';
import type { Command, Order, Person, PulsePart } from '../../model/command.ts';
import { keptValue } from '../../model/kept-value.ts';

/** How a command ends. `outcome` of a rejection: whether the order may have been carried out all the same. */
export type End =
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'confirmed'; readonly confirmedBy: 'report' | 'acceptance' }
  | { readonly state: 'rejected'; readonly reason: string; readonly outcome: 'not-done' | 'unknown' }
  | { readonly state: 'timed-out'; readonly reason: string };

/** Whether a command that ended so may yet turn out to have been carried out. */
export function isUnknown(end: End): boolean {
  return end.state === 'timed-out' || (end.state === 'rejected' && end.outcome === 'unknown');
}

/** What a command is a part of. */
export interface Belonging {
  readonly group?: string;
  readonly pulse?: PulsePart;
}

/**
 * The life of one command: `pending → refused`, or `pending → sent → confirmed | rejected | timed-out`. Every step is told once;
 * a step that its state does not allow is not taken.
 */
export class CommandLife {
  readonly #changed: (command: Command) => void;
  #command: Command;

  /** @param changed told of every step; of this first one by {@link announce} only */
  constructor(
    id: string,
    order: Order,
    person: Person,
    changed: (command: Command) => void,
    belongs: Belonging = {},
  ) {
    this.#changed = changed;
    this.#command = {
      id,
      connection: order.connection,
      device: order.device,
      property: order.property,
      value: order.value,
      by: person.name,
      state: 'pending',
      orderedAt: order.at,
      sentAt: null,
      endedAt: null,
      reason: '',
      confirmedBy: null,
      reportedValue: null,
      ...belongs,
    };
  }

  get command(): Command {
    return this.#command;
  }

  /** Tells that the command is pending: it was admitted and is about to be sent. */
  announce(): void {
    this.#changed(this.#command);
  }

  /** What it may change beside its target; told with the next step. */
  noteTouched(touches: readonly string[]): void {
    this.#command = { ...this.#command, touches };
  }

  /** What the device says meanwhile; told with the next step. */
  noteReport(value: Scalar | null): void {
    this.#command = { ...this.#command, reportedValue: keptValue(value) };
  }

  /** @returns whether the step was taken */
  send(now: number): boolean {
    if (this.#command.state !== 'pending') return false;
    this.#command = { ...this.#command, state: 'sent', sentAt: now };
    this.#changed(this.#command);
    return true;
  }

  /** What was sent can no longer be refused, and what was not sent can end in no other way. @returns whether the step was taken */
  end(end: End, now: number): boolean {
    if (this.#command.state !== (end.state === 'refused' ? 'pending' : 'sent')) return false;
    this.#command = {
      ...this.#command,
      state: end.state,
      endedAt: now,
      reason: end.state === 'confirmed' ? '' : end.reason,
      confirmedBy: end.state === 'confirmed' ? end.confirmedBy : null,
      ...(end.state === 'rejected' && { outcome: end.outcome }),
    };
    this.#changed(this.#command);
    return true;
  }
}
