import type { Scalar } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';
import type { Confirmation, Sink } from './protocol.ts';

/** A frame larger than this is not even parsed. */
const MAX_FRAME_LENGTH = 1024 * 1024;
/** Device, quantity and property names. */
const MAX_NAME_LENGTH = 200;
/** Objects inside objects. */
const MAX_DEPTH = 8;
/** Values taken from one frame (of `json`: from one reading of a batch). */
const MAX_VALUES = 256;
/** A text longer than this is no state of anything. */
const MAX_TEXT_LENGTH = 4096;
const MAX_UNIT_LENGTH = 20;

/** Any object of parsed JSON. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own property only, so that `constructor` or `__proto__` never come from the prototype. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Keys that mean something else than a name wherever an object is used as a map. */
function isReserved(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

/**
 * What is not seen, or turns the direction of the text around it on screen: with it a name looks like another. Scripts without
 * capitals and emoji join their characters by such.
 */
const UNSEEN = /[\p{Cc}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}|[\u200c\u200d](?![\p{Lo}\p{So}])/u;

/** Whether all of a text can be seen. Most texts are told by their codes alone: it is asked for each value. */
function isSeen(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return false;
    if (code === 0xad || code > 0x5ff) return !UNSEEN.test(text);
  }
  return true;
}

/**
 * Whether a text from outside may name a device, a quantity or a property: 1 to 200 characters, none of them a control or unseen, not reserved,
 * and no part that addresses leave out. */
export function isName(value: unknown): value is string {
  if (typeof value !== 'string' || value.length === 0 || value.length > MAX_NAME_LENGTH) return false;
  return isSeen(value) && value !== '.' && value !== '..' && !isReserved(value);
}

/** A unit as the back end names it; undefined where it is none that could be shown. */
export function unitOf(value: unknown): string | undefined {
  return isName(value) && value.length <= MAX_UNIT_LENGTH ? value : undefined;
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

/** Properties that commands can set, by device: what is reported of them confirms a command, so their numbers are states too. */
export type SettableProperties = ReadonlyMap<string, ReadonlySet<string>>;

/** Gathers {@link SettableProperties} from configured actuators. */
export function settableProperties(
  actuators: readonly { readonly device: string; readonly property: string }[],
): SettableProperties {
  const settable = new Map<string, Set<string>>();
  for (const { device, property } of actuators) {
    const properties = settable.get(device) ?? new Set();
    settable.set(device, properties.add(property));
  }
  return settable;
}

/**
 * Hands on every value of a payload: numbers as readings, booleans and text as states. What is inside objects and lists is named
 * with dots (`geoloc.lat`, `axis.0`).
 * @param settable properties of this device that commands can set
 * @param skip keys of the top level that are no values
 */
export function takeValues(
  sink: Sink,
  device: string,
  payload: JsonObject,
  time: number,
  settable?: ReadonlySet<string>,
  skip?: ReadonlySet<string>,
): void {
  const budget: Budget = { left: MAX_VALUES };
  takeLevel(sink, device, '', payload, time, MAX_DEPTH, budget, settable, skip);
  if (budget.left < 0) sink.unreadable('more than 256 values in one frame');
}

function takeLevel(
  sink: Sink,
  device: string,
  prefix: string,
  level: JsonObject,
  time: number,
  depth: number,
  budget: Budget,
  settable?: ReadonlySet<string>,
  skip?: ReadonlySet<string>,
): void {
  for (const key in level) {
    if (!Object.hasOwn(level, key) || skip?.has(key)) continue;
    if (budget.left <= 0) {
      budget.left = -1;
      return;
    }
    budget.left -= 1;
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (!isName(name) || isReserved(key)) {
      sink.unreadable('a name that is empty, too long, reserved or holds control characters');
      continue;
    }
    const value = level[key];
    if (isNested(value)) {
      if (depth <= 1) sink.unreadable('nested deeper than 8 levels');
      else takeLevel(sink, device, name, value, time, depth - 1, budget, settable);
      if (budget.left < 0) return;
    } else takeValue(sink, device, name, value, time, undefined, settable);
  }
}

/**
 * One value under one name: a number is a reading, a boolean or text a state. Text stays text, even where it looks like a number.
 * @param settable properties of this device that commands can set: their numbers are reported as states too
 */
export function takeValue(
  sink: Sink,
  device: string,
  name: string,
  value: unknown,
  time: number,
  unit?: string,
  settable?: ReadonlySet<string>,
): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      sink.unreadable('a number that is not finite');
      return;
    }
    sink.reading(device, name, time, value, unit);
    if (settable?.has(name)) sink.state(device, name, value, time);
  } else if (typeof value === 'boolean') sink.state(device, name, value, time);
  else if (typeof value === 'string') {
    if (value.length <= MAX_TEXT_LENGTH) sink.state(device, name, value, time);
    else sink.unreadable('a text longer than 4,096 characters');
  } else if (value === null && settable?.has(name)) sink.state(device, name, null, time);
  else sink.skipped('a value that is empty');
}

/** What confirms an order to a property that is reported: its value, or what an object says of it. Of an object that says nothing of it no report tells. */
export function reportOf(device: string, property: string, ordered: Json): Confirmation {
  const value = isObject(ordered) ? own(ordered, property) : ordered;
  return isScalar(value) ? { by: 'report', device, property, value } : { by: 'acceptance' };
}

export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number';
}

/** Objects and lists: both are walked by their keys. */
function isNested(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

/** Devices and quantities are often numbered: a whole number is a name too. */
export function nameOf(value: unknown): string | undefined {
  if (isName(value)) return value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}
