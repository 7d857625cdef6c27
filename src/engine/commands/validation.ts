import type { ActuatorDomain } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';

/** A JSON payload larger than this is no command. */
const MAX_JSON_CHARACTERS = 64 * 1024;
/** Steps of a number are compared with this tolerance, since 0.1 + 0.2 is not 0.3. */
const STEP_TOLERANCE = 1e-9;

/**
 * Why a value is not one this actuator takes, in words; null when it is.
 */
export function invalidity(domain: ActuatorDomain, value: Json): string | null {
  switch (domain.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'It takes on or off only.';
    case 'choice':
      return typeof value === 'string' && domain.options.includes(value)
        ? null
        : `It takes one of: ${domain.options.join(', ')}.`;
    case 'number':
      return numberInvalidity(domain, value);
    case 'json':
      return JSON.stringify(value).length <= MAX_JSON_CHARACTERS
        ? null
        : 'The payload is larger than 64 KiB.';
  }
}

function numberInvalidity(domain: Extract<ActuatorDomain, { type: 'number' }>, value: Json): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'It takes a number.';
  const { min, max, step } = domain;
  if (min !== undefined && value < min) return `It takes no less than ${min}.`;
  if (max !== undefined && value > max) return `It takes no more than ${max}.`;
  if (step !== undefined && step > 0) {
    const steps = (value - (min ?? 0)) / step;
    if (Math.abs(steps - Math.round(steps)) > STEP_TOLERANCE * Math.max(1, Math.abs(steps)))
      return `It takes steps of ${step}.`;
  }
  return null;
}
