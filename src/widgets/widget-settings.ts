import type { ActuatorInfo, DeviceInfo, SeriesInfo } from '../model/catalogue.ts';
import type { ConnectionSnapshot } from '../model/connection.ts';
import { type ActuatorRef, deviceKey, type SeriesRef } from '../model/identity.ts';
import type { PlainText } from '../ui/text.ts';
import { describeOptions } from './option-words.ts';
import { actuatorOption, seriesOption } from './refs.ts';

/** What does not change with each second of a connection. */
export type HeardConnection = Pick<ConnectionSnapshot, 'id' | 'name' | 'capabilities'>;

/** What the page has heard of, in the order in which it did. */
export interface Heard {
  readonly connections: readonly HeardConnection[];
  readonly devices: readonly DeviceInfo[];
  readonly series: readonly SeriesInfo[];
  readonly actuators: readonly ActuatorInfo[];
}

/** A widget that shows something at once. */
interface Example {
  readonly title: string;
  readonly options: unknown;
}

/** What only the editor needs to know of a kind of widget; its `settings.ts` also gives the options their words. */
export interface WidgetSettings {
  readonly type: string;
  /** For people. */
  readonly name: PlainText;
  readonly description: PlainText;
  /** Options for the first that fits of what has been heard of; null where nothing does yet. */
  readonly example: (heard: Heard) => Example | null;
}

describeOptions(seriesOption, {
  connection: { title: 'Connection' },
  device: { title: 'Device' },
  quantity: { title: 'Quantity' },
  label: { title: 'Name', description: 'Shown instead of the device’s.' },
});

describeOptions(actuatorOption, {
  connection: { title: 'Connection' },
  device: { title: 'Device' },
  property: { title: 'Property' },
});

/** A series as options have it. */
export function seriesOf({ connection, device, quantity }: SeriesRef): SeriesRef {
  return { connection, device, quantity };
}

/** An actuator as options have it. */
export function actuatorOf({ connection, device, property }: ActuatorRef): ActuatorRef {
  return { connection, device, property };
}

/** A word as a title begins: `relative-humidity` → `Relative humidity`. */
export function asTitle(word: string): string {
  const spaced = word.replace(/[-_]+/g, ' ').trim();
  return spaced === '' ? word : `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
}

/** Names that devices have, by {@link deviceKey}: there may be thousands, each asked for once for each of its series. */
const names = new WeakMap<Heard['devices'], ReadonlyMap<string, string | undefined>>();

function namesOf(devices: Heard['devices']): ReadonlyMap<string, string | undefined> {
  const known =
    names.get(devices) ??
    new Map(devices.map(({ connection, device, name }) => [deviceKey(connection, device), name]));
  names.set(devices, known);
  return known;
}

/** What people call a device. */
export function deviceName({ devices }: Heard, connection: string, device: string): string {
  return namesOf(devices).get(deviceKey(connection, device)) ?? device;
}

/** The first series with numbers; one whose unit is known before others. */
export function firstNumbers(
  { series }: Heard,
  fits: (one: SeriesInfo) => boolean = () => true,
): SeriesInfo | undefined {
  const numbers = series.filter((one) => one.kind === 'number' && fits(one));
  return numbers.find((one) => one.unit !== '') ?? numbers[0];
}

/** The first actuator that takes what a control gives. */
export function firstActuator(
  { actuators }: Heard,
  type: ActuatorInfo['domain']['type'],
  fits: (one: ActuatorInfo) => boolean = () => true,
): ActuatorInfo | undefined {
  return actuators.find((one) => one.domain.type === type && fits(one));
}

/** A control of the first such actuator, named as its device is. */
export function exampleControl(heard: Heard, type: ActuatorInfo['domain']['type']): Example | null {
  const first = firstActuator(heard, type);
  if (!first) return null;
  return {
    title: deviceName(heard, first.connection, first.device),
    options: { actuator: actuatorOf(first) },
  };
}
