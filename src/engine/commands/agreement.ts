import type { Scalar } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';

/** Devices keep numbers in 32 bits: 21.3 comes back as 21.299999237. Nothing coarser passes for the same. */
const NUMBER_TOLERANCE = 1e-6;

/**
 * Whether a reported value is the desired one. `null`, a device that does not know its state, agrees with nothing.
 */
export function agrees(desired: Json, reported: Scalar | null): boolean {
  if (typeof desired === 'number' && typeof reported === 'number') {
    return Math.abs(desired - reported) <= NUMBER_TOLERANCE * Math.max(1, Math.abs(desired));
  }
  return reported !== null && desired === reported;
}

/** A reported value for people. */
export function valueWords(value: Scalar): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}
