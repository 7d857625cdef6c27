import { type Alarm, PRIORITIES } from '../../model/alarm.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';

/** Data older than this says that something is wrong, even where every link says that it is well. */
const OLD_MS = 30_000;
/** What was heard further ahead was heard before the clock was set back, and nobody knows when, ms. */
const AHEAD_MS = 5_000;

/** How what feeds a wall is. */
export interface Health {
  readonly online: number;
  readonly all: number;
  /** Those that are not online, as configured. */
  readonly down: readonly ConnectionSnapshot[];
  /** How long nothing at all has been heard of any back end, ms; null where nothing ever has, or nothing since the clock was set back. */
  readonly ageMs: number | null;
  readonly isOld: boolean;
}

/** @param now epoch ms */
export function healthOf(connections: readonly ConnectionSnapshot[], now: number): Health {
  // A recording is no link.
  const links = connections.filter(({ status }) => status !== 'replaying');
  const down = links.filter(({ status }) => status !== 'online');
  const heard = links.flatMap(({ lastFrameAt }) => lastFrameAt ?? []);
  const known = heard.filter((at) => at - now <= AHEAD_MS);
  const ageMs = known.length > 0 ? Math.max(0, now - Math.max(...known)) : null;
  return {
    online: links.length - down.length,
    all: links.length,
    down,
    ageMs,
    isOld: links.length > 0 && (ageMs === null ? down.length + heard.length > 0 : ageMs > OLD_MS),
  };
}

/** Whether somebody in front of a wall has to know of an alarm: what is wrong now, or was and nobody has seen it. */
function concerns({ state }: Alarm): boolean {
  return state === 'unacknowledged' || state === 'acknowledged' || state === 'returned';
}

/** The alarms that concern whoever looks at a wall: how many, and the worst: what is wrong now first, then by priority, then what nobody has acknowledged, then the newest. */
export function wallAlarms(alarms: Iterable<Alarm>): {
  readonly worst: Alarm | null;
  readonly count: number;
} {
  const all = [...alarms].filter(concerns);
  const [worst = null] = all.sort(
    (a, b) =>
      Number(b.isActive) - Number(a.isActive) ||
      PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
      Number(a.state === 'acknowledged') - Number(b.state === 'acknowledged') ||
      (b.raisedAt ?? 0) - (a.raisedAt ?? 0),
  );
  return { worst, count: all.length };
}
