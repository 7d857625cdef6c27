/** The configured name of one link to one back end (`connections[].id` of config.json). */
export type ConnectionId = string;

/** Names a series: what one device of one connection measures. */
export interface SeriesRef {
  readonly connection: ConnectionId;
  readonly device: string;
  readonly quantity: string;
}

/** Names one settable property of one device, e.g. `state` of `relay/i2c0-3b`. */
export interface ActuatorRef {
  readonly connection: ConnectionId;
  readonly device: string;
  readonly property: string;
}

/** U+001F cannot be typed into a name and is never part of a topic, so joined names stay unambiguous. */
const SEPARATOR = '\u001f';

/** One string for a series, for use as a map key. */
export function seriesKey(ref: SeriesRef): string {
  return `${ref.connection}${SEPARATOR}${ref.device}${SEPARATOR}${ref.quantity}`;
}

/** One string for an actuator, for use as a map key. */
export function actuatorKey(ref: ActuatorRef): string {
  return `${ref.connection}${SEPARATOR}${ref.device}${SEPARATOR}${ref.property}`;
}

/** One string for a device, for use as a map key. */
export function deviceKey(connection: ConnectionId, device: string): string {
  return `${connection}${SEPARATOR}${device}`;
}
