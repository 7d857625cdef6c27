import type { ConnectionSnapshot, ConnectionStatus, LinkDelay, LinkFacts } from '../../model/connection.ts';
import type { CredentialsSettings } from '../../model/settings.ts';
import type { Lane } from './lane.ts';

/** What a link can be; a recording has none. */
type LinkStatus = Exclude<ConnectionStatus, 'replaying'>;

/** A connection's state in one word, and why. */
export interface Summary {
  readonly status: LinkStatus;
  readonly reason: string;
  readonly since: number;
  readonly retryAt: number | null;
}

function statusOf(lane: Lane): LinkStatus {
  switch (lane.state) {
    case 'open':
    case 'resuming':
      return 'online';
    case 'opening':
      return lane.everOpen || lane.failures > 0 ? 'reconnecting' : 'connecting';
    case 'waiting':
      return 'reconnecting';
    case 'renewing':
      return 'renewing';
    case 'denied':
      return 'denied';
    case 'idle':
    case 'asking':
      return 'offline';
  }
}

/** The more a state needs somebody's attention, the higher. */
const GRAVITY: Readonly<Record<LinkStatus, number>> = {
  online: 0,
  connecting: 1,
  reconnecting: 2,
  renewing: 3,
  offline: 4,
  denied: 5,
};

/** The worst of all lanes speaks for the connection, named where there are several: one dead stream of five must not hide. */
export function summary(lanes: readonly Lane[]): Summary {
  let worst: Lane | undefined;
  for (const lane of lanes) {
    if (!worst || GRAVITY[statusOf(lane)] > GRAVITY[statusOf(worst)]) worst = lane;
  }
  if (!worst)
    return {
      status: 'offline',
      reason: 'Nothing to connect to is configured. Correct it in the configuration.',
      since: 0,
      retryAt: null,
    };
  const status = statusOf(worst);
  const named = lanes.length > 1 && worst.name !== '' && worst.reason !== '';
  return {
    status,
    reason: named ? `${worst.name}: ${worst.reason}` : worst.reason,
    since: status === 'online' ? worst.upSince : worst.since,
    retryAt: worst.retryAt,
  };
}

function slower(one: LinkDelay | null, other: LinkDelay | null): LinkDelay | null {
  if (one === null || other === null) return one ?? other;
  return other.ms > one.ms ? other : one;
}

/** How good the open links are; undefined where none is open. */
export function linkFacts(lanes: readonly Lane[], silenceLimitMs: number): LinkFacts | undefined {
  const open = lanes.filter((lane) => lane.isUp);
  if (open.length === 0) return undefined;
  return {
    lastSignAt: Math.min(...open.map((lane) => lane.lastSignAt)),
    silenceLimitMs,
    delay: open.map((lane) => lane.delay).reduce(slower),
  };
}

/**
 * What the person has to type, if anything. A browser hides a refused password behind a link that never opens, so the form stays while tries
 * fail.
 */
export function asked(credentials: CredentialsSettings, lanes: readonly Lane[]): ConnectionSnapshot['asks'] {
  if (credentials.kind !== 'ask') return null;
  const isWaiting = lanes.some(
    (lane) => lane.state === 'asking' || (lane.state === 'waiting' && lane.failures > 0),
  );
  return isWaiting ? credentials.what : null;
}

/** An address fit to be shown: no user name, password or query. */
export function address(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
  } catch {
    return '';
  }
}
