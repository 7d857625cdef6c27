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
  const ready = () => whenIdle(() => found({ take: () => whenIdle(change) }));
  const change = () => {
    isWanted = true;
    const { waiting } = registration;
    // It has taken over already, for another tab or because none was in its way.
    if (!waiting) {
      location.reload();
      return;
    }
    // A page that was there before the first worker hears of no change of its own: it has none.
    waiting.addEventListener('statechange', () => waiting.state === 'activated' && location.reload());
    waiting.postMessage('take-over');
  };
  const watch = () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      // The first version of all has nobody to take the place of.
      if (installing.state === 'installed' && registration.active) ready();
    });
  };
  if (registration.waiting && registration.active) ready();
  watch();
  registration.addEventListener('updatefound', watch);
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // Somebody changed to it in another tab; this one goes on with the old files until it is told otherwise.
    if (!isWanted) ready();
  });
  const look = () => void registration.update().catch(() => undefined);
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', () => document.hidden || look());
}
