/** A build that has been told to take over does so at once; one that cannot keeps nobody waiting, ms. */
const PATIENCE_MS = 5_000;

/** The build that the browser has and that waits for the pages of this one to go, which a page that is loaded anew never does. */
async function takeWaiting(workers: ServiceWorkerContainer): Promise<void> {
  const waiting = (await workers.getRegistration())?.waiting;
  if (!waiting) return;
  await new Promise<void>((resolve) => {
    waiting.addEventListener('statechange', () => waiting.state === 'activated' && resolve());
    waiting.postMessage('take-over');
  });
}

/**
 * Loads the page anew once nothing is under way that must not be cut off, with the newest build that the browser has: what fails in this one may be
 * mended in that. It stands alone, as `beginAnew` does.
 * @param whenIdle calls once nothing is under way
 */
export function loadAnew(whenIdle: (then: () => void) => void): void {
  whenIdle(async () => {
    // There is none on a page of plain http.
    const { serviceWorker }: { readonly serviceWorker?: ServiceWorkerContainer } = navigator;
    if (serviceWorker) {
      const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
      await Promise.race([takeWaiting(serviceWorker).catch(() => undefined), patience]);
    }
    // An order may have been given meanwhile.
    whenIdle(() => location.reload());
  });
}
