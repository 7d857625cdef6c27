/** A device, as an address names it. */
export interface DevicePlace {
  readonly connection: string;
  readonly device: string;
}

/** Longer than any address that is made here for a device: what is longer was not. */
export const LONGEST_ADDRESS = 2_000;

/** One part of an address. Does not throw: half a surrogate pair, which no address can hold, becomes U+FFFD. */
function percent(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** Where a device's own page is, within this page. */
export function deviceAddress({ connection, device }: DevicePlace): string {
  return `/devices/${percent(connection)}/${percent(device)}`;
}

/**
 * The address of a device's page from anywhere, as it stands in a QR code. It names the device and nothing else.
 * @param base address of the folder that the page is in
 */
export function deviceLink(place: DevicePlace, base: string): string {
  const { origin, pathname } = new URL('.', base);
  return `${origin}${pathname}${deviceAddress(place).slice(1)}`;
}

/**
 * The device whose page a link leads to; null for every other text. A code on a machine may be anybody's: only a link of this very page counts, and
 * nothing of it but the two names is used.
 * @param base address of the folder that the page is in
 */
export function readLink(text: string, base: string): DevicePlace | null {
  if (text.length > LONGEST_ADDRESS) return null;
  try {
    const link = new URL(text.trim());
    const home = new URL('.', base);
    if (link.origin !== home.origin || link.username !== '' || link.password !== '') return null;
    if (!link.pathname.startsWith(`${home.pathname}devices/`)) return null;
    const [connection = '', device = '', ...more] = link.pathname
      .slice(`${home.pathname}devices/`.length)
      .replace(/\/$/, '')
      .split('/');
    if (connection === '' || device === '' || more.length > 0) return null;
    return { connection: decodeURIComponent(connection), device: decodeURIComponent(device) };
  } catch {
    // No address at all, or one that is spoilt.
    return null;
  }
}

/** A device as it is written on its label for those who type it: its connection, a slash, its own name. */
export function deviceCode({ connection, device }: DevicePlace): string {
  return `${connection}/${device}`;
}

/** The device that a typed code means, whether or not anything has been heard of it; null where no connection of this name is there. */
export function readCode(text: string, connections: readonly string[]): DevicePlace | null {
  const typed = text.trim();
  // Ids hold no slash, names of devices may.
  const end = typed.indexOf('/');
  const id = typed.slice(0, Math.max(end, 0)).toLowerCase();
  const connection = connections.find((one) => one.toLowerCase() === id);
  const device = typed.slice(end + 1);
  return connection === undefined || device === '' ? null : { connection, device };
}
