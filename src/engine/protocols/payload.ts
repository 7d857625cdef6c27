import type { Scalar } from '../../model/catalogue.ts';
import type { Sink } from './protocol.ts';

/** A frame larger than this is not even parsed. */
export const MAX_FRAME_LENGTH = 1024 * 1024;
/** Device, quantity and property names. */
const MAX_NAME_LENGTH = 200;
/** Objects inside objects. */
const MAX_DEPTH = 8;
/** Values taken from one frame of one device. */
const MAX_VALUES = 256;

/** Any object of parsed JSON. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own property only, so that `constructor` or `__proto__` never come from the prototype. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether a text from outside may name a device, a quantity or a property: not empty, not endless, no control characters. */
export function isName(value: unknown): value is string {
  if (typeof value !== 'string' || value.length === 0 || value.length > MAX_NAME_LENGTH) return false;
  if (value === '__proto__') return false;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code < 32 || code === 127) return false;
  }
  return true;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What a frame's body holds as text; null where it is none, and then counted with the reason. */
export function textOf(body: unknown, sink: Sink): string | null {
  if (typeof body === 'string') {
    if (body.length <= MAX_FRAME_LENGTH) return body;
    sink.unreadable('larger than 1 MiB');
    return null;
  }
  if (body instanceof Uint8Array) {
    if (body.byteLength > MAX_FRAME_LENGTH) {
      sink.unreadable('larger than 1 MiB');
      return null;
    }
    try {
      return decoder.decode(body);
    } catch {
      sink.unreadable('not valid UTF-8 text');
      return null;
    }
  }
  sink.unreadable('neither text nor bytes');
  return null;
}

/** Parsed JSON, or undefined where it is none, and then counted. */
export function jsonOf(text: string, sink: Sink): unknown {
  try {
    return JSON.parse(text);
  } catch {
    sink.unreadable('not JSON');
    return undefined;
  }
}

/** How many values of one frame are left to take; shared by all levels of it. */
interface Budget {
  left: number;
}

/**
 * Hands on every value of a payload: numbers as readings, booleans and text as states; objects inside are named with dots
 * (`geoloc.lat`). Lists and nulls are left out.
 * @param skip a key of the top level that is no value
 */
export function takeValues(
  sink: Sink,
  device: string,
  payload: JsonObject,
  time: number,
  skip?: (key: string) => boolean,
): void {
  const budget: Budget = { left: MAX_VALUES };
  takeLevel(sink, device, '', payload, time, MAX_DEPTH, budget, skip);
  if (budget.left < 0) sink.unreadable('more than 256 values in one frame');
}

function takeLevel(
  sink: Sink,
  device: string,
  prefix: string,
  payload: JsonObject,
  time: number,
  depth: number,
  budget: Budget,
  skip?: (key: string) => boolean,
): void {
  for (const key in payload) {
    if (!Object.hasOwn(payload, key) || skip?.(key)) continue;
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (!isName(name) || key === '__proto__') {
      sink.unreadable('a name that is empty, too long or holds control characters');
      continue;
    }
    if (budget.left <= 0) {
      budget.left = -1;
      return;
    }
    const value = payload[key];
    if (isObject(value)) {
      if (depth <= 1) sink.unreadable('nested deeper than 8 levels');
      else takeLevel(sink, device, name, value, time, depth - 1, budget);
      if (budget.left < 0) return;
    } else {
      budget.left -= 1;
      takeValue(sink, device, name, value, time);
    }
  }
}

/** One value under one name: a number is a reading, a boolean or text a state. */
export function takeValue(
  sink: Sink,
  device: string,
  name: string,
  value: unknown,
  time: number,
  unit?: string,
): void {
  if (typeof value === 'number') {
    if (Number.isFinite(value)) sink.reading(device, name, time, value, unit);
    else sink.unreadable('a number that is not finite');
  } else if (isScalar(value)) sink.state(device, name, value, time);
}

export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number';
}
