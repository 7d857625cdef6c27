import type { LogEntry } from '../../model/catalogue.ts';
import type { News } from '../../model/door.ts';
import { actuatorKey, deviceKey, seriesKey } from '../../model/identity.ts';
import { redactedText } from '../../model/redacted-text.ts';
import { liveStore, outOfSight, takeNews } from '../store.ts';

const RESTARTING = 'The data engine is being started again.';

/**
 * The engine is lost: nothing of what it told looks live any more, and the page says why.
 * @param error why, in words
 * @param now epoch ms
 */
export function loseSight(error: string, now: number): void {
  // What a parser throws quotes what it could not read.
  const why = redactedText(error);
  liveStore.setState((state) => {
    const { log, losses } = state;
    const line: LogEntry = {
      id: (log.at(-1)?.id ?? 0) + 1,
      time: now,
      connection: '',
      device: '',
      level: 'warning',
      text: `The data engine stopped: ${why}. It is started again with what is kept of the readings.`,
    };
    return {
      ...outOfSight(state, 'reconnecting', RESTARTING, now),
      log: [...log, line],
      failure: `The data engine stopped: ${why}. It is started again by itself.`,
      losses: { count: losses.count + 1, at: now, why },
    };
  });
}

function kept<Entry>(
  entries: ReadonlyMap<string, Entry>,
  told: readonly (readonly Entry[] | undefined)[],
  key: (entry: Entry) => string,
): ReadonlyMap<string, Entry> {
  const keys = new Set(told.flatMap((some) => some ?? []).map(key));
  return new Map([...entries].filter(([one]) => keys.has(one)));
}

/** Takes in what an engine told first, and forgets all that only the one before it knew. Commands and log lines stay: they happened. */
export function beginAnew(first: readonly News[]): void {
  for (const news of first) takeNews(news);
  const all = <Part>(part: (news: News) => Part) => first.map(part);
  liveStore.setState(({ devices, series, actuators, reported, alarms }) => ({
    devices: kept(
      devices,
      all((n) => n.devices),
      (d) => deviceKey(d.connection, d.device),
    ),
    series: kept(
      series,
      all((n) => n.series),
      seriesKey,
    ),
    actuators: kept(
      actuators,
      all((n) => n.actuators),
      actuatorKey,
    ),
    reported: kept(
      reported,
      all((n) => n.reported),
      actuatorKey,
    ),
    alarms: kept(
      alarms,
      all((n) => n.alarms),
      (alarm) => alarm.id,
    ),
  }));
}
