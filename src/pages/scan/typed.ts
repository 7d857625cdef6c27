import type { DeviceInfo } from '../../model/catalogue.ts';
import { type DevicePlace, deviceCode, readCode, readLink } from '../devices/address.ts';

function isSame(code: string, typed: string): boolean {
  return code.toLowerCase() === typed.trim().toLowerCase();
}

/** Devices whose whole code is typed: the one that is written just so, else all that differ in capitals only. */
function named<Device extends DevicePlace>(typed: string, devices: readonly Device[]): readonly Device[] {
  const alike = devices.filter((one) => isSame(deviceCode(one), typed));
  const exact = alike.find((one) => deviceCode(one) === typed.trim());
  return exact ? [exact] : alike;
}

/** Devices whose code or name contains what is typed. */
export function devicesThatFit<Device extends DevicePlace & Pick<DeviceInfo, 'name'>>(
  typed: string,
  devices: readonly Device[],
): readonly Device[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  return devices.filter((one) => `${deviceCode(one)} ${one.name ?? ''}`.toLowerCase().includes(wanted));
}

/** The device that a whole code means and that nothing has been heard of; null where it is no whole code, or the device is known. */
export function unheardPlace(
  typed: string,
  devices: readonly DevicePlace[],
  connections: readonly string[],
): DevicePlace | null {
  if (devices.some((one) => isSame(deviceCode(one), typed))) return null;
  return readCode(typed, connections);
}

/**
 * The device whose page is opened for what is typed; null where that is not clear. Part of a label opens the only device that it can be of. What may be a
 * whole label opens no other device than its own: on another machine's page is another machine's switch.
 * @param base address of the folder that the page is in
 */
export function typedPlace(
  typed: string,
  devices: readonly (DevicePlace & Pick<DeviceInfo, 'name'>)[],
  connections: readonly string[],
  base: string,
): DevicePlace | null {
  const [one, ...others] = named(typed, devices);
  if (one) return others.length === 0 ? one : null;
  const linked = readLink(typed, base);
  if (linked) return linked;
  const [first, ...more] = devicesThatFit(typed, devices);
  const whole = readCode(typed, connections);
  if (whole) return first ? null : whole;
  return first && more.length === 0 ? first : null;
}
