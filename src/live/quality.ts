import type { ConnectionSnapshot, LinkDelay, LinkQuality } from '../model/connection.ts';
import type { NetworkEstimate } from './network.ts';

/** From these delays on, ms. Opening a link takes several ways there and back. */
const SLOW_MS: Readonly<Record<LinkDelay['to'], number>> = { probe: 500, opening: 2_000 };
const POOR_MS: Readonly<Record<LinkDelay['to'], number>> = { probe: 2_000, opening: 6_000 };
/** A delay from before that says nothing of now, ms. */
const MEMORY_MS = 120_000;

const GRAVITY: readonly LinkQuality[] = ['good', 'slow', 'poor', 'silent'];

/** A connection's delay as far as it is of now. */
export function delayOf({ link }: ConnectionSnapshot, now: number): LinkDelay | null {
  return link?.delay && now - link.delay.at < MEMORY_MS ? link.delay : null;
}

/** How well a connection serves; null where there is no link to speak of, or nothing is known of how quick it is: a busy one is not asked. */
export function qualityOf(connection: ConnectionSnapshot, now: number): LinkQuality | null {
  const { link, status } = connection;
  if (!link || status !== 'online') return null;
  // A sign from the future was stamped before the clock was set back: it proves nothing now.
  if (Math.abs(now - link.lastSignAt) > link.silenceLimitMs) return 'silent';
  const delay = delayOf(connection, now);
  if (!delay) return null;
  if (delay.ms < SLOW_MS[delay.to]) return 'good';
  return delay.ms < POOR_MS[delay.to] ? 'slow' : 'poor';
}

/** A quick network says nothing of the links. */
function ofNetwork({ effectiveType }: NetworkEstimate): readonly LinkQuality[] {
  if (effectiveType === '3g') return ['slow'];
  return effectiveType === '2g' || effectiveType === 'slow-2g' ? ['poor'] : [];
}

/**
 * How well this device is served: its network and its slowest link decide. Of silence all links must be: single back ends may have nothing to say.
 * null where no link is open, or nothing is known of how quick any is.
 */
export function overallQuality(
  connections: readonly ConnectionSnapshot[],
  network: NetworkEstimate | undefined,
  now: number,
): LinkQuality | null {
  const open = connections.filter(({ link, status }) => link && status === 'online');
  if (open.length === 0) return null;
  const all = open.map((one) => qualityOf(one, now));
  if (all.every((one) => one === 'silent')) return 'silent';
  const known = [...ofNetwork(network ?? {}), ...all.filter((one) => one !== null && one !== 'silent')];
  return GRAVITY[Math.max(...known.map((one) => GRAVITY.indexOf(one)))] ?? null;
}
