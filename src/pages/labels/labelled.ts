import type { DeviceInfo } from '../../model/catalogue.ts';
import { type DevicePlace, deviceCode, deviceLink, readLink } from '../devices/address.ts';

/** What stands on a label. */
interface Labelled extends DevicePlace {
  /** What the device is called; its own name where it has no other. */
  readonly name: string;
  readonly connectionName: string;
  /** Its connection is this browser's own: anywhere else the code leads to nothing. */
  readonly isOnlyHere: boolean;
  /** Address of the device's page from anywhere. */
  readonly link: string;
}

interface FoundLabels {
  readonly labels: readonly Labelled[];
  /** How many devices that were sought have a name that no address can say, so that they have none: `.`, `..`, halves of characters, very long ones. */
  readonly unsayable: number;
}

/** What labels have to know of a connection. */
interface LabelledConnection {
  readonly id: string;
  readonly name: string;
  /** Set where it is a recording. */
  readonly replay?: unknown;
}

/** The devices that a label can lead to: those of a recording are nowhere but in the tab that plays it. */
export function labelled(
  devices: readonly DeviceInfo[],
  connections: readonly LabelledConnection[],
): readonly DeviceInfo[] {
  const recordings = new Set(connections.filter(({ replay }) => replay).map(({ id }) => id));
  return devices.filter(({ connection }) => !recordings.has(connection));
}

/**
 * The labels of the devices that fit what is sought: all that have it somewhere in them, but where it is the whole code of one, that one alone.
 * @param configured connections that everybody has
 * @param base address of the folder that the page is in
 */
export function findLabels(
  devices: readonly DeviceInfo[],
  connections: readonly LabelledConnection[],
  configured: readonly { readonly id: string }[],
  sought: string,
  base: string,
): FoundLabels {
  const names = new Map(connections.map(({ id, name }) => [id, name]));
  const shared = new Set(configured.map(({ id }) => id));
  const one = devices.filter((each) => deviceCode(each) === sought);
  const wanted = sought.toLowerCase();
  const found = (one.length > 0 ? one : devices)
    .map(({ connection, device, name = device }) => {
      const place = { connection, device };
      return {
        ...place,
        name,
        connectionName: names.get(connection) ?? connection,
        isOnlyHere: !shared.has(connection),
        link: deviceLink(place, base),
      };
    })
    .filter((each) =>
      `${deviceCode(each)} ${each.name} ${each.connectionName}`.toLowerCase().includes(wanted),
    );
  const labels = found.filter(({ link, device }) => readLink(link, base)?.device === device);
  return { labels, unsayable: found.length - labels.length };
}
