import type { ActuatorDomain, Scalar } from './catalogue.ts';
import type { Json } from './command.ts';

/** What 32 bits leave of a number, as a part of it: 21.3 comes back as 21.299999237. */
const LAST_OF_32_BITS = 2 ** -23;

/** How finely an actuator tells its values apart; 0 where nothing says so. */
export function stepOf(domain: ActuatorDomain | undefined): number {
  return (domain?.type === 'number' && domain.step) || 0;
}

/**
 * Whether a reported value is the desired one. `null`, a device that does not know its state, agrees with nothing. Numbers agree as far as 32 bits
 * hardly tell them apart, since many devices have no more; whole ones only where it is that very loss, since what is whole is written in full.
 * @param step of the actuator's domain: what is further away than half of it is another value, whatever 32 bits make of it
 */
export function agrees(desired: Json, reported: Scalar | null, step = 0): boolean {
  if (typeof desired !== 'number' || typeof reported !== 'number' || desired === reported)
    return reported !== null && desired === reported;
  if (step > 0 && Math.abs(desired - reported) > step / 2) return false;
  const kept = Math.fround(desired);
  if (Number.isInteger(desired) && Number.isInteger(reported)) return kept === reported;
  return Math.abs(kept - Math.fround(reported)) <= Math.abs(kept) * LAST_OF_32_BITS;
}
