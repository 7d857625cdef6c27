import type { DeviceInfo, SeriesInfo } from '../../model/catalogue.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import { seriesKey } from '../../model/identity.ts';
import { nameOrder } from '../../ui/locale.ts';
import type { Variable } from './schema.ts';
import { filled, type Values } from './values.ts';

/** What the page has heard of. */
export interface Catalogue {
  readonly connections: readonly ConnectionSnapshot[];
  readonly devices: readonly DeviceInfo[];
  /** By `seriesKey`. */
  readonly series: ReadonlyMap<string, SeriesInfo>;
}

/** Something that can be chosen for a variable. */
export interface Option {
  readonly value: string;
  /** For people. */
  readonly label: string;
}

function roomOf({ facts }: DeviceInfo): string | undefined {
  return facts?.room;
}

function sorted(names: Iterable<string>): readonly string[] {
  return [...new Set(names)].sort(nameOrder());
}

function labelOf({ device, name }: DeviceInfo): string {
  return name ?? device;
}

interface Ranks {
  readonly order: ReturnType<typeof nameOrder>;
  readonly of: ReadonlyMap<DeviceInfo, number>;
}

const ranks = new WeakMap<readonly DeviceInfo[], Ranks>();

/** Where each device stands in the order of their names. It is found once for a list of them: they may be thousands, and each picker asks anew whenever a series is heard of. */
function ranksOf(devices: readonly DeviceInfo[]): Ranks['of'] {
  const order = nameOrder();
  const known = ranks.get(devices);
  if (known?.order === order) return known.of;
  const inOrder = devices.toSorted((a, b) => order(labelOf(a), labelOf(b)));
  const of = new Map(inOrder.map((one, rank) => [one, rank]));
  ranks.set(devices, { order, of });
  return of;
}

function asOption(value: string): Option {
  return { value, label: value };
}

function devicesOf(
  { connection, quantity, room }: Extract<Variable, { kind: 'device' }>,
  { devices, series }: Catalogue,
  values: Values,
): readonly Option[] {
  const asked = (text: string | undefined) => text && filled(text, (name) => values.get(name));
  const wanted = asked(room);
  // A room that nobody has chosen yet narrows nothing.
  const of = {
    connection: asked(connection),
    room: wanted === room && room?.startsWith('$') ? undefined : wanted,
  };
  const found = devices.filter(
    (one) =>
      (of.connection === undefined || one.connection === of.connection) &&
      (of.room === undefined || roomOf(one) === of.room) &&
      (quantity === undefined ||
        series.has(seriesKey({ connection: one.connection, device: one.device, quantity }))),
  );
  // One device may be known to two connections: its name is one choice.
  const once = [...new Map(found.map((one) => [one.device, one])).values()];
  const rank = ranksOf(devices);
  return once
    .sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
    .map((one) => ({ value: one.device, label: labelOf(one) }));
}

/** What can be chosen for a variable now: what has been heard of, and what the document itself names. */
export function optionsOf(variable: Variable, catalogue: Catalogue, values: Values): readonly Option[] {
  switch (variable.kind) {
    case 'connection':
      return catalogue.connections.map(({ id, name }) => ({ value: id, label: name }));
    case 'device':
      return devicesOf(variable, catalogue, values);
    case 'room': {
      const heard = catalogue.devices.flatMap((one) => roomOf(one) ?? []);
      return sorted([...(variable.options ?? []), ...heard]).map(asOption);
    }
    case 'text':
      return (variable.options ?? []).map(asOption);
  }
}
