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

/** How well a connection serves; null where there is no link to speak of. */
export function qualityOf(connection: ConnectionSnapshot, now: number): LinkQuality | null {
  const { link, status } = connection;
  if (!link || status !== 'online') return null;
  // A sign from the future was stamped before the clock was set back: it proves nothing now.
  if (Math.abs(now - link.lastSignAt) > link.silenceLimitMs) return 'silent';
  const delay = delayOf(connection, now);
  if (!delay || delay.ms < SLOW_MS[delay.to]) return 'good';
  return delay.ms < POOR_MS[delay.to] ? 'slow' : 'poor';
}

function ofNetwork({ effectiveType }: NetworkEstimate): LinkQuality {
  if (effectiveType === '3g') return 'slow';
  return effectiveType === '2g' || effectiveType === 'slow-2g' ? 'poor' : 'good';
}

/**
 * How well this device is served: its network and its slowest link decide. Of silence all links must be: single back ends may have nothing to say.
 * null where no link is open.
 */
export function overallQuality(
  connections: readonly ConnectionSnapshot[],
  network: NetworkEstimate | undefined,
  now: number,
): LinkQuality | null {
  const all = connections.flatMap((one) => qualityOf(one, now) ?? []);
  if (all.length === 0) return null;
  if (all.every((one) => one === 'silent')) return 'silent';
  const worst = Math.max(
    ...[ofNetwork(network ?? {}), ...all.filter((one) => one !== 'silent')].map((one) =>
      GRAVITY.indexOf(one),
    ),
  );
  return GRAVITY[worst] ?? null;
}
