import { checkKiosk, type Heartbeat } from '../config/kiosk.ts';
import { liveStore, showsNow } from '../live/index.ts';
import type { BeatMessage, PageHealth } from '../model/health.ts';
import type { SessionStatus } from '../model/session.ts';
import { readMends } from './mends.ts';

/** How often the page tells its service worker how it is, ms. */
const BEAT_MS = 10_000;

/** The page starts its engine when somebody has signed in, and ends it when they sign out. */
function hasEngine(session: SessionStatus): boolean {
  return session !== 'loading' && session !== 'signed-out' && session !== 'signing-out';
}

/** How the page is. @param since when it was loaded, epoch ms @param now epoch ms */
export function healthNow(since: number, now: number, isWall: boolean, session: SessionStatus): PageHealth {
  const { connections, failure, losses } = liveStore.getState();
  const links = connections.filter(({ status }) => status !== 'replaying');
  return {
    since,
    beatAt: now,
    isWall,
    session,
    shows: showsNow(),
    engine: {
      state: !hasEngine(session) ? 'none' : failure === null ? 'running' : 'restarting',
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

/** A monitor that has not answered by then does not, ms. */
const PATIENCE_MS = 10_000;

/** Tells the deployment's monitor that this wall lives. Silent where it shows nothing, or nothing feeds it: the monitor notices that nothing comes. */
async function ping({ url }: Heartbeat, health: PageHealth): Promise<void> {
  if (health.engine.state !== 'running' || health.shows === 0) return;
  await fetch(url.replaceAll('{wall}', wallName(location.pathname)), {
    method: 'POST',
    // The answer is not looked at, so that the monitor needs no CORS.
    mode: 'no-cors',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    body: JSON.stringify(health),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => undefined);
}

/**
 * Tells the service worker that the page lives, as long as it does.
 * @param session how the person's session is now
 * @returns how the page is, at any time
 */
export function startBeat(
  base: string,
  isWall: () => boolean,
  session: () => SessionStatus,
): () => PageHealth {
  const since = Date.now();
  const health = () => healthNow(since, Date.now(), isWall(), session());
  const { serviceWorker } = navigator;
  const beat = async () => {
    const message: BeatMessage = { type: 'beat', health: health() };
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
  return health;
}

/**
 * Tells the deployment's monitor, where it has one, that this wall lives, as long as it does.
 * @param kiosk that part of config.json, as it is in the file
 * @param health how the page is, at any time
 */
export function startHeartbeat(base: string, kiosk: unknown, health: () => PageHealth): void {
  const { heartbeat } = checkKiosk(kiosk, base).wall;
  if (!heartbeat) return;
  let isAsking = false;
  setInterval(async () => {
    const now = health();
    // One at a time: those that a monitor leaves without an answer would gather, and all come when it is back.
    if (!now.isWall || isAsking) return;
    isAsking = true;
    await ping(heartbeat, now);
    isAsking = false;
  }, heartbeat.everyMs);
}
