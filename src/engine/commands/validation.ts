import type { ActuatorDomain } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';

/** A JSON payload larger than this is no command. */
const MAX_JSON_BYTES = 64 * 1024;
/** Nor is one nested deeper. */
const MAX_JSON_DEPTH = 32;
/** Steps of a number are compared with this tolerance, since 0.1 + 0.2 is not 0.3. */
const STEP_TOLERANCE = 1e-9;

/**
 * Whether a value can be written as JSON of at most 64 KiB and 32 levels. Takes anything: the type says what the page should
 * send, not what it sent.
 */
export function isBoundedJson(value: unknown): value is Json {
  return weigh(value, 0, MAX_JSON_BYTES) >= 0 && bytesOf(JSON.stringify(value)) <= MAX_JSON_BYTES;
}

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
      return null;
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

/**
 * What is left of a budget after a value, counted as one byte a character, key and node; negative when it is used up or the
 * value is no JSON. Ends early, so that neither depth, nor a cycle, nor one object shared a million times costs more than the budget.
 */
function weigh(value: unknown, depth: number, budget: number): number {
  if (depth > MAX_JSON_DEPTH) return -1;
  if (value === null || typeof value === 'boolean') return budget - 1;
  if (typeof value === 'number') return Number.isFinite(value) ? budget - 1 : -1;
  if (typeof value === 'string') return budget - 1 - value.length;
  if (typeof value !== 'object') return -1;
  let left = budget - 1;
  if (Array.isArray(value)) {
    for (const one of value) {
      if (left < 0) return left;
      left = weigh(one, depth + 1, left);
    }
    return left;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return -1;
  for (const [key, one] of Object.entries(value)) {
    if (left < 0) return left;
    left = weigh(one, depth + 1, left - 1 - key.length);
  }
  return left;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
