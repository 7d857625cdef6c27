import type { DeviceInfo } from '../../model/catalogue.ts';
import { type DevicePlace, deviceCode, readCode, readLink } from '../devices/address.ts';

function isSame(code: string, typed: string): boolean {
  return code.toLowerCase() === typed.trim().toLowerCase();
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
  const exact = devices.find((one) => isSame(deviceCode(one), typed)) ?? readLink(typed, base);
  if (exact) return exact;
  const [first, ...more] = devicesThatFit(typed, devices);
  const whole = readCode(typed, connections);
  if (whole) return first ? null : whole;
  return first && more.length === 0 ? first : null;
}
