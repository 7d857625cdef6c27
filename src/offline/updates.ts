import { firstLink, ownScript, whenIdle } from '../live/index.ts';

/** A page that stays open for weeks looks for a new version this often, ms. */
const LOOK_EVERY_MS = 3_600_000;
/** Where the page's files could not be kept, that is tried again after so long; each time that fails twice as long, ms. */
const FIRST_WAIT_MS = 30_000;

/** Calls once the page may be loaded anew. */
type When = (then: () => void) => void;

/** A new version of the page. */
export interface Update {
  /** Changes to it, and loads the page anew. */
  take(when: When): void;
}

/** Whether a worker is there or on its way. Browsers take back a registration whose first worker could not be installed. */
function hasWorker({ active, waiting, installing }: ServiceWorkerRegistration): boolean {
  return [active, waiting, installing].some((worker) => worker && worker.state !== 'redundant');
}

/** The page's service worker, and its new versions. */
class Workers {
  readonly #base: string;
  readonly #found: (update: Update) => void;
  /** null until the browser has taken the worker. */
  #registration: ServiceWorkerRegistration | null = null;
  #isWanted = false;
  #nextWait = FIRST_WAIT_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(base: string, found: (update: Update) => void) {
    this.#base = base;
    this.#found = found;
  }

  /** Nothing comes up between an order and its end. */
  ready(): void {
    whenIdle(() => this.#found({ take: (when) => when(() => this.#change(when)) }));
  }

  /** Somebody changed to a new version in another tab; this one goes on with the old files until it is told otherwise. */
  changedElsewhere(): void {
    if (!this.#isWanted) this.ready();
  }

  /** Looks for a new version; where there is none yet, for the first one. */
  look(): void {
    if (this.#registration && hasWorker(this.#registration)) {
      this.#renew(this.#registration);
      void this.#registration.update().catch(() => undefined);
    } else void this.register();
  }

  async register(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const script = ownScript(`${this.#base}service-worker.js`);
      this.#follow(await navigator.serviceWorker.register(script, { scope: this.#base }));
    } catch {
      // The host does not answer, or gives the page in the script's place.
      this.#tryLater();
    }
  }

  #follow(registration: ServiceWorkerRegistration): void {
    if (registration.waiting && registration.active) this.ready();
    // One that is registered already is the same one.
    if (registration === this.#registration) return;
    this.#registration = registration;
    this.#renew(registration);
    const watch = () => this.#watch(registration);
    watch();
    registration.addEventListener('updatefound', watch);
  }

  /** The host's policy may be another one where the build is the same: of that no browser finds anything. */
  #renew({ active }: ServiceWorkerRegistration): void {
    active?.postMessage('renew');
  }

  #watch(registration: ServiceWorkerRegistration): void {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      // The first version of all has nobody to take the place of.
      if (installing.state === 'installed' && registration.active) this.ready();
      if (installing.state === 'activated') this.#nextWait = FIRST_WAIT_MS;
      if (installing.state === 'redundant' && !hasWorker(registration)) this.#tryLater();
    });
  }

  #tryLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), this.#nextWait);
    this.#nextWait = Math.min(LOOK_EVERY_MS, 2 * this.#nextWait);
  }

  #change(when: When): void {
    this.#isWanted = true;
    const waiting = this.#registration?.waiting;
    // It has taken over already, for another tab or because none was in its way.
    if (!waiting) {
      location.reload();
      return;
    }
    // A page that was there before the first worker hears of no change of its own: it has none. An order may have been given since it was asked to.
    waiting.addEventListener('statechange', () => {
      if (waiting.state === 'activated') when(() => location.reload());
    });
    waiting.postMessage('take-over');
  }
}

/**
 * Has the page's files kept for the time without a network, and watches for new versions of them. Nothing changes by itself. Where a file does not
 * come that is tried again, more and more seldom.
 * @param found called with each new version that is ready
 */
export async function watchUpdates(base: string, found: (update: Update) => void): Promise<void> {
  // Plain http, some private windows: everything else works.
  if (!('serviceWorker' in navigator)) return;
  // Before that, files for later would share the line with what a person waits for.
  await firstLink();
  const workers = new Workers(base, found);
  navigator.serviceWorker.addEventListener('controllerchange', () => workers.changedElsewhere());
  setInterval(() => workers.look(), LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', () => document.hidden || workers.look());
  addEventListener('online', () => workers.look());
  await workers.register();
}
