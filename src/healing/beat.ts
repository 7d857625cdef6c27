import { checkKiosk, type Heartbeat } from '../config/kiosk.ts';
import { liveStore } from '../live/index.ts';
import type { BeatMessage, PageHealth } from '../model/health.ts';
import { readMends } from './mends.ts';

/** How often the page tells its service worker how it is, ms. */
const BEAT_MS = 10_000;

/** How the page is. @param since when it was loaded, epoch ms @param now epoch ms */
export function healthNow(since: number, now: number, isWall: boolean): PageHealth {
  const { connections, failure, losses } = liveStore.getState();
  const links = connections.filter(({ status }) => status !== 'replaying');
  return {
    since,
    beatAt: now,
    isWall,
    engine: {
      state: failure === null ? 'running' : 'restarting',
      losses: losses.count,
      lastLostAt: losses.at,
    },
    connections: {
      online: links.filter(({ status }) => status === 'online').length,
      all: links.length,
    },
    reloads: readMends().length,
  };
}

/** The name of the wall at an address: the last part of its path, as `/kiosk/hall-2` has it. */
export function wallName(pathname: string): string {
  return pathname.split('/').findLast((part) => part !== '') ?? '';
}

/** Tells the deployment's monitor that this wall lives. Silent where it does not: the monitor notices that nothing comes. */
async function ping({ url }: Heartbeat, health: PageHealth): Promise<void> {
  if (health.engine.state !== 'running') return;
  await fetch(url.replaceAll('{wall}', wallName(location.pathname)), {
    method: 'POST',
    // The answer is not looked at, so that the monitor needs no CORS.
    mode: 'no-cors',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    body: JSON.stringify(health),
  }).catch(() => undefined);
}

/** Tells the service worker that the page lives, as long as it does. @returns since when, epoch ms */
export function startBeat(base: string, isWall: () => boolean): number {
  const since = Date.now();
  const { serviceWorker } = navigator;
  const beat = async () => {
    const message: BeatMessage = { type: 'beat', health: healthNow(since, Date.now(), isWall()) };
    // Not the page's controller: that which came after the page, on its first visit, is none, and answers for it all the same.
    const registration = await serviceWorker.getRegistration(base);
    registration?.active?.postMessage(message);
  };
  if (serviceWorker) {
    const tell = () => void beat().catch(() => undefined);
    void serviceWorker.ready.then(tell);
    setInterval(tell, BEAT_MS);
    serviceWorker.addEventListener('controllerchange', tell);
  }
  return since;
}

/**
 * Tells the deployment's monitor, where it has one, that this wall lives, as long as it does.
 * @param kiosk that part of config.json, as it is in the file
 * @param since when the page was loaded, epoch ms
 */
export function startHeartbeat(base: string, isWall: () => boolean, kiosk: unknown, since: number): void {
  const { heartbeat } = checkKiosk(kiosk, base).wall;
  if (!heartbeat) return;
  setInterval(() => {
    if (isWall()) void ping(heartbeat, healthNow(since, Date.now(), true));
  }, heartbeat.everyMs);
}
