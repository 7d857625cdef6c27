/** What the devices behind a Clown.Hub take, and the lines that say it. */
import type { ActuatorDomain } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';
import type { OutFrame } from '../transports/transport.ts';
import { isName, isObject, isScalar, type JsonObject, own } from './payload.ts';
import type { CommandPlan, CommandRequest, Confirmation } from './protocol.ts';

/** How the publish interval is set: `update` on newer firmware. */
export const CONFIG_VERBS = ['set', 'update'] as const;
type ConfigVerb = (typeof CONFIG_VERBS)[number];

const LED_STATES: readonly string[] = ['off', 'on', '1-dot', '2-dot', '3-dot'];
const LED: ActuatorDomain = { type: 'choice', options: LED_STATES };
export const RELAY: ActuatorDomain = { type: 'boolean' };
export const INTERVAL: ActuatorDomain = { type: 'number', min: 0, unit: 's' };
export const STATE = 'state';
export const INTERVAL_PROPERTY = 'publish-interval';
/** Orders of any payload go to `type/address/set`, announced or not. */
export const RAW_PROPERTY = 'set';
/** The bridge ignores longer parts of a topic without a word. */
const MAX_LEVEL_LENGTH = 32;

/** What travels: a topic and its payload. */
export function line(topic: string, payload: unknown): OutFrame {
  return { body: `${JSON.stringify([topic, payload])}\n` };
}

/** `type/address`: two levels, each short enough for the bridge. */
export function isDevice(text: unknown): text is string {
  if (!isName(text)) return false;
  const slash = text.indexOf('/');
  return (
    slash > 0 &&
    slash <= MAX_LEVEL_LENGTH &&
    text.indexOf('/', slash + 1) < 0 &&
    slash + 1 < text.length &&
    text.length - slash - 1 <= MAX_LEVEL_LENGTH
  );
}

/** What a device takes, by its type. */
export function domainOf(device: string): ActuatorDomain {
  if (device.startsWith('relay/')) return RELAY;
  return device.startsWith('led/') ? LED : { type: 'json' };
}

/**
 * A payload that asks for a state which a relay or an LED reports is confirmed by that report, whatever else it says, and is the same target as the
 * device's own order.
 */
function confirmationOf(device: string, payload: JsonObject): Confirmation {
  const value = own(payload, STATE);
  return isScalar(value) && domainOf(device).type !== 'json'
    ? { by: 'report', device, property: STATE, value }
    : { by: 'acceptance' };
}

function order(device: string, verb: string, property: string, value: Json): CommandPlan {
  return {
    kind: 'frames',
    frames: [line(`${device}/${verb}`, { [property]: value })],
    confirmation: { by: 'report', device, property, value },
  };
}

/** What an order sends, or why it cannot be given. */
export function orderOf({ device, property, value }: CommandRequest, configVerb: ConfigVerb): CommandPlan {
  if (!isDevice(device)) {
    return { kind: 'refused', reason: 'The hub takes orders for devices named type/address only.' };
  }
  if (property === INTERVAL_PROPERTY) {
    return typeof value === 'number' && Number.isFinite(value) && value >= 0
      ? order(device, `config/${configVerb}`, property, value)
      : { kind: 'refused', reason: 'A publish interval is a number of seconds, 0 or more.' };
  }
  if (property === STATE && device.startsWith('relay/')) {
    return typeof value === 'boolean'
      ? order(device, 'set', property, value)
      : { kind: 'refused', reason: 'A relay takes on or off only.' };
  }
  if (property === STATE && device.startsWith('led/')) {
    return typeof value === 'string' && LED_STATES.includes(value)
      ? order(device, 'set', property, value)
      : { kind: 'refused', reason: `The LED takes one of: ${LED_STATES.join(', ')}.` };
  }
  if (!isObject(value)) return { kind: 'refused', reason: 'This device takes a JSON object only.' };
  // By whatever name they are given, the same lines leave.
  const names = domainOf(device).type === 'json' ? [RAW_PROPERTY, STATE] : [RAW_PROPERTY];
  const touches = names.filter((one) => one !== property).map((one) => ({ device, property: one }));
  return {
    kind: 'frames',
    frames: [line(`${device}/set`, value)],
    confirmation: confirmationOf(device, value),
    ...(touches.length > 0 && { touches }),
  };
}
