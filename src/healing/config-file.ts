import { checkText } from '../config/check-text.ts';
import { type Config, setUp, setup } from '../config/index.ts';
import type { Confirmed } from '../config/load.ts';
import { setSetup } from '../config/setup.ts';
import { completeConnections } from '../live/door.ts';
import { liveStore, whenIdle, whenUnneeded } from '../live/index.ts';
import { whenUnattended } from '../live/when-unattended.ts';
import { KEPT_HEADER, keptCache } from '../model/kept.ts';
import type { ConnectionSettings } from '../model/settings.ts';
import { storedConfig } from '../model/stored-config.ts';
import { loadAnew } from './load-anew.ts';
import { keepMend } from './mends.ts';
import { reloadQuietly } from './reload.ts';
import { takeQuietly } from './take-quietly.ts';

/** Between two looks for the file itself, where the page has only a copy of it, ms. */
const LOOK_AGAIN_MS = 5_000;
/** A wall that has nothing to show looks so often whether the file is another now, since what mends it most often is there, ms. */
const STRANDED_MS = 30_000;
/** So often does one that shows something. */
const REFRESH_MS = 300_000;
/** A network that swallows what it is given answers never. */
const PATIENCE_MS = 10_000;

/** What the account page says of it. */
const WHY = 'config.json is another now';

/** A wall's address shows no wall: its playlist or its dashboards are not there, or nobody is signed in. */
function isStranded(): boolean {
  return document.querySelector('[data-wall]') === null;
}

/** The file itself; null where it cannot be had, or not be read. */
async function fetchFile(base: string): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(`${base}config.json`, { cache: 'no-store', signal });
    if (!answer.ok || answer.headers.has(KEPT_HEADER)) return null;
    const text = await answer.text();
    return storedConfig(text) && text;
  } catch {
    return null;
  }
}

/** Says the same as what is kept of it. */
function isSame(text: string, kept: string): boolean {
  return storedConfig(text)?.text === storedConfig(kept)?.text;
}

/**
 * Has the page that is loaded next begin with this file, and not find that it is another once more: a service worker that came after the page
 * has not seen it.
 * @param leftOut what was left out of it before, where it is a copy itself
 * @returns whether it is so
 */
async function keepForNext(text: string, base: string, leftOut: string | null = null): Promise<boolean> {
  if (!('caches' in globalThis)) return true;
  const stored = storedConfig(text);
  if (!stored) return false;
  const address = `${base}config.json`;
  const headers = { 'content-type': 'application/json', [KEPT_HEADER]: leftOut ?? stored.leftOut.join() };
  try {
    const cache = await caches.open(keptCache(base));
    // Where there is no room for it, it is fetched.
    await cache.put(address, new Response(stored.text, { headers })).catch(() => cache.delete(address));
    return true;
  } catch {
    return false;
  }
}

/** Gives connections what was left out of the copy. @returns the file's part about walls; null where only loading anew helps */
async function complete(text: string, base: string): Promise<{ readonly kiosk: unknown } | null> {
  const { config, problems } = await checkText(text, base);
  if (!config) return null;
  const begun = new Map(setup().configured.map(({ id, url }) => [id, url]));
  // What stands in an address is given to no connection that has begun without it.
  if (config.engine.connections.some(({ id, url }) => begun.get(id) !== url)) return null;
  for (const problem of problems) console.error(problem);
  await setUp(config.engine, config.oidc !== null, base);
  whenIdle(() => completeConnections(setup().engine.connections));
  return config;
}

function withoutCredentials({ credentials: _, ...rest }: ConnectionSettings): string {
  return JSON.stringify(rest);
}

/** Gives what was left out of the copy to those connections that a file which is another has as they are: the others wait until it is taken. */
function completeUnchanged({ engine }: Config): void {
  const given = new Map(engine.connections.map((one) => [withoutCredentials(one), one]));
  const completed = (all: readonly ConnectionSettings[]) =>
    all.map((one) => given.get(withoutCredentials(one)) ?? one);
  const now = setup();
  setSetup({
    ...now,
    configured: completed(now.configured),
    engine: { ...now.engine, connections: completed(now.engine.connections) },
  });
  whenIdle(() => completeConnections(setup().engine.connections));
}

/** No link will open before the page has the file: loading anew takes nothing from anybody. */
function isWithoutLinks(): boolean {
  const { connections } = setup().engine;
  return (
    connections.every(({ credentials }) => credentials.kind === 'ask') &&
    liveStore.getState().connections.every(({ status }) => status !== 'online')
  );
}

/**
 * Keeps the page to `config.json` as it is now. One that has begun with a copy looks for the file as long as it takes, whether there seems to be a network
 * or not: browsers call one that leads nowhere a network, too. Where the file says the same, connections get what the copy lacked; else the page is loaded
 * anew. A wall, at which nobody does that, goes on looking, and takes a file that is another in a quiet moment.
 * @param begun what the page goes on with
 * @param isWall whether it is a wall's address now
 * @param completed is given the file's part about walls, once, where the page had only a copy; on a wall of a file that is another, too
 * @returns stops looking
 */
export function followConfig(
  base: string,
  begun: Confirmed,
  isWall: () => boolean,
  completed: (kiosk: unknown) => void,
): () => void {
  let { text } = begun;
  let isCopy = begun.leftOut !== null;
  let lookedAt = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let isTold = false;
  const tell = (kiosk: unknown) => {
    if (!isTold) completed(kiosk);
    isTold = true;
  };
  /** Another file, that a wall takes as soon as it is quiet. */
  let next: { readonly text: string; stop(): void } | null = null;
  const forgetNext = () => {
    next?.stop();
    next = null;
  };

  /** @param config what a page can be started with; null where it cannot */
  async function take(newest: string, config: Config | null): Promise<void> {
    const isUrgent = !isWall() || isStranded() || isWithoutLinks();
    if (next?.text === newest && !isUrgent) return;
    forgetNext();
    if (!(await keepForNext(newest, base)) || isOver) return;
    if (!isUrgent) {
      // The host may be away when the moment comes.
      next = { text: newest, stop: takeQuietly(() => void reloadQuietly(base), WHY) };
      // Until then it may be hours, and an alarm about a link that lacks its password would last as long.
      if (isCopy && config) {
        completeUnchanged(config);
        tell(config.kiosk);
      }
      return;
    }
    isOver = true;
    if (isWall()) keepMend({ at: Date.now(), what: 'update', why: WHY });
    loadAnew(isWall() ? whenUnattended : whenUnneeded);
  }

  async function look(): Promise<void> {
    lookedAt = performance.now();
    const newest = await fetchFile(base);
    if (newest === null || isOver) return;
    const whole = isCopy && isSame(newest, text) ? await complete(newest, base) : null;
    if (whole) {
      text = newest;
      isCopy = false;
      tell(whole.kiosk);
    }
    if (isOver) return;
    if (newest === text) {
      forgetNext();
      return;
    }
    const { config } = await checkText(newest, base);
    if (config || isStranded() || (isCopy && !isWall())) await take(newest, config);
    // A wall that runs is better than one that cannot start: what it goes on with is kept, for the service worker has kept the other.
    else {
      forgetNext();
      await keepForNext(text, base, isCopy ? begun.leftOut : null);
    }
  }

  async function tick(): Promise<void> {
    const isDue = isStranded() || performance.now() - lookedAt >= REFRESH_MS;
    if (isCopy || (isWall() && isDue)) await look();
    else if (!isWall()) forgetNext();
    if (!isOver) timer = setTimeout(tick, isCopy ? LOOK_AGAIN_MS : STRANDED_MS);
  }

  if (isCopy) void tick();
  else timer = setTimeout(tick, STRANDED_MS);
  return () => {
    isOver = true;
    clearTimeout(timer);
    forgetNext();
  };
}
