import { firstLink, ownScript, whenIdle } from '../live/index.ts';

/** A page that stays open for weeks looks for a new version this often, ms. */
const LOOK_EVERY_MS = 3_600_000;

/** A new version of the page. */
export interface Update {
  /** Changes to it: loads the page anew once no order is under way. */
  take(): void;
}

/**
 * Has the page's files kept for the time without a network, and watches for new versions of them. Nothing changes by itself.
 * @param found called with each new version that is ready
 */
export async function watchUpdates(base: string, found: (update: Update) => void): Promise<void> {
  // Before that, files for later would share the line with what a person waits for.
  await firstLink();
  const registration = await navigator.serviceWorker.register(ownScript(`${base}service-worker.js`), {
    scope: base,
  });
  let isWanted = false;
  // Nothing comes up between an order and its end.
  const ready = (worker: ServiceWorker) =>
    whenIdle(() => found({ take: () => whenIdle(() => change(worker)) }));
  const change = (worker: ServiceWorker) => {
    isWanted = true;
    if (worker.state === 'activated') location.reload();
    else worker.postMessage('take-over');
  };
  const watch = () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      // The first version of all has nobody to take the place of.
      if (installing.state === 'installed' && registration.active) ready(installing);
    });
  };
  if (registration.waiting && registration.active) ready(registration.waiting);
  watch();
  registration.addEventListener('updatefound', watch);
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isWanted) location.reload();
    // Somebody changed to it in another tab; this one goes on with the old files until it is told otherwise.
    else if (registration.active) ready(registration.active);
  });
  const look = () => void registration.update().catch(() => undefined);
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', () => document.hidden || look());
}
