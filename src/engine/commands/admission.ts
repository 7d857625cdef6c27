import type { Order, Person, Role } from '../../model/command.ts';
import type { CommandLink } from './command-link.ts';
import { invalidity } from './validation.ts';

/** An order that took longer than this from the finger to the engine is late: the person may have left the machine. */
const MAX_AGE_MS = 1_000;
const RANK: Readonly<Record<Role, number>> = { viewer: 0, technician: 1, admin: 2 };

/** Why this person may not give this order on a link, in words; null when they may. The back ends check again. */
export function roleRefusal(person: Person, order: Order, link: CommandLink): string | null {
  const { role = link.commandRole } = order;
  // A control may ask for more than its connection does, never for less.
  const least = RANK[role] > RANK[link.commandRole] ? role : link.commandRole;
  if (RANK[person.role] >= RANK[least]) return null;
  return `Needs the role ${least}; you are signed in as ${person.role}. Nothing was sent.`;
}

/**
 * Why an order is not of this moment, in words; null when it is. One from the future was stamped by a clock that was set
 * meanwhile, so that nobody knows its age.
 */
export function lateness(order: Order, now: number): string | null {
  // Written so that a time that is no number is late, too.
  if (Math.abs(now - order.at) <= MAX_AGE_MS) return null;
  return 'The order reached the engine late. Nothing was sent; try again if it is still wanted.';
}

/** Why a link does not take this order now, in words; null when it does. */
export function linkRefusal(order: Order, link: CommandLink): string | null {
  const refusal = link.refusal(order.device, order.property);
  if (refusal !== null) return refusal;
  const domain = link.domainOf(order.device, order.property);
  if (!domain) return 'The device has not said that this can be switched. Nothing was sent.';
  const invalid = invalidity(domain, order.value);
  return invalid === null ? null : `${invalid} Nothing was sent.`;
}
