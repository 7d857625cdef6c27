import type { DeviceInfo, SeriesInfo } from '../../model/catalogue.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';
import { seriesKey } from '../../model/identity.ts';
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

function sorted(options: Iterable<Option>): readonly Option[] {
  // One device may be known to two connections: its name is one choice.
  const byValue = new Map([...options].map((one) => [one.value, one]));
  return [...byValue.values()].sort((a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }));
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
  return sorted(
    devices
      .filter(
        (one) =>
          (of.connection === undefined || one.connection === of.connection) &&
          (of.room === undefined || roomOf(one) === of.room) &&
          (quantity === undefined ||
            series.has(seriesKey({ connection: one.connection, device: one.device, quantity }))),
      )
      .map(({ device, name }) => ({ value: device, label: name ?? device })),
  );
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
      return sorted([...(variable.options ?? []), ...heard].map(asOption));
    }
    case 'text':
      return (variable.options ?? []).map(asOption);
  }
}
