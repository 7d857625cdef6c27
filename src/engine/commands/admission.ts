import type { Order, Person } from '../../model/command.ts';
import { actuatorKey, type ConnectionId } from '../../model/identity.ts';
import { interlockRefusal } from '../../model/interlock.ts';
import { lackingRole, RANK } from '../../model/rank.ts';
import type { CommandLink } from './command-link.ts';
import type { LedgerOptions } from './ledger-options.ts';
import { SESSION_ENDED, STILL_OPEN, UNKNOWN_TARGET } from './outcome-words.ts';
import { CORRECT, pulseInvalidity } from './pulse.ts';
import { ORDERS_PER_SECOND, RateLimit } from './rate-limit.ts';
import { invalidity, isBoundedJson } from './validation.ts';

/** An order that took longer than this from the finger to the engine is late: the person may have left the machine. */
export const MAX_AGE_MS = 1_000;

/** A group under way: it counts once against each connection's rate limit, by which all of it may leave there or none. */
export interface Group {
  readonly id: string;
  readonly admitted: Map<ConnectionId, boolean>;
}

/** Decides whether an order may leave at this moment. */
export class Admission {
  readonly #options: LedgerOptions;
  readonly #isTaken: (key: string) => boolean;
  readonly #rate: RateLimit;
  /** The person's sign-in has run out. */
  hasEnded = false;
  /** Why this page gives no orders at all, in words; '' where it does. */
  withheld = '';

  /** @param isTaken whether a command to the target is open */
  constructor(options: LedgerOptions, isTaken: (key: string) => boolean) {
    this.#options = options;
    this.#isTaken = isTaken;
    this.#rate = new RateLimit(options.ordersPerSecond ?? ORDERS_PER_SECOND, () => options.now());
  }

  /** Why an order may not leave now, in words; null when it may, and then it has been counted. */
  refusal(order: Order, link: CommandLink, person: Person, group: Group | null): string | null {
    const now = this.#options.now();
    const refusal =
      notSent(this.withheld || null) ??
      (this.hasEnded ? SESSION_ENDED : null) ??
      notSent(roleRefusal(person, order, link)) ??
      lateness(order, now) ??
      (this.#isTaken(actuatorKey(order)) ? STILL_OPEN : null) ??
      linkRefusal(order, link) ??
      (order.pulse ? (pulseInvalidity(order.pulse) ?? releaseRefusal(order, link)) : null) ??
      notSent(this.#interlockRefusal(order, now));
    if (refusal !== null) return refusal;
    const isAdmitted = group?.admitted.get(order.connection) ?? this.#rate.admit(order.connection);
    group?.admitted.set(order.connection, isAdmitted);
    return isAdmitted ? null : 'Too many orders in one second. Nothing was sent; wait and try again.';
  }

  /**
   * Why an order that was admitted a moment ago may not be sent again by now, in words; null when it may.
   * @param by who gave it
   * @param person who is signed in now
   */
  lapse(order: Order, link: CommandLink, by: Person, person: Person): string | null {
    if (this.withheld !== '') return this.withheld;
    if (this.hasEnded) return 'The session has ended. Sign in again.';
    if (person.subject !== by.subject)
      return 'Somebody else has signed in meanwhile. Order it again if it is still wanted.';
    return roleRefusal(person, order, link) ?? this.#interlockRefusal(order, this.#options.now());
  }

  #interlockRefusal({ interlock }: Order, now: number): string | null {
    if (!interlock) return null;
    return interlockRefusal(interlock, this.#options.reading?.(interlock), now);
  }
}

function notSent(why: string | null): string | null {
  return why === null ? null : `${why} Nothing was sent.`;
}

/** Why this person may not give this order on a link, in words; null when they may. The back ends check again. */
function roleRefusal(person: Person, order: Order, link: CommandLink): string | null {
  const { role = link.commandRole } = order;
  // A control may ask for more than its connection does, never for less.
  const least = RANK[role] > RANK[link.commandRole] ? role : link.commandRole;
  return RANK[person.role] >= RANK[least] ? null : lackingRole(least, person.role);
}

/**
 * Why an order is not of this moment, in words; null when it is. One from the future was stamped by a clock that was set
 * meanwhile, so that nobody knows its age.
 */
function lateness(order: Order, now: number): string | null {
  // Written so that a time that is no number is late, too.
  if (Math.abs(now - order.at) <= MAX_AGE_MS) return null;
  return 'The order reached the engine late. Nothing was sent; try again if it is still wanted.';
}

/** A press is not sent where its release could not be. */
function releaseRefusal(order: Order, link: CommandLink): string | null {
  const value = order.pulse?.release ?? null;
  if (!isBoundedJson(value)) return `The value that ends the pulse is no JSON. ${CORRECT}`;
  return linkRefusal({ ...order, value }, link);
}

/** Why a link does not take this order now, in words; null when it does. */
export function linkRefusal(order: Order, link: CommandLink): string | null {
  const refusal = link.refusal(order.device, order.property);
  if (refusal !== null) return refusal;
  const domain = link.domainOf(order.device, order.property);
  if (!domain) return `${UNKNOWN_TARGET} Nothing was sent.`;
  const invalid = invalidity(domain, order.value);
  return invalid === null ? null : `${invalid} Nothing was sent; choose a fitting value.`;
}
