import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Update, watchUpdates } from './updates.ts';

vi.mock('../live/index.ts', () => ({
  firstLink: () => Promise.resolve(),
  ownScript: (address: string) => address,
  whenIdle: (then: () => void) => then(),
}));

class FakeWorker extends EventTarget {
  readonly postMessage = vi.fn();
  state: ServiceWorkerState = 'installing';

  become(state: ServiceWorkerState): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  active: FakeWorker | null = null;
  readonly update = () => Promise.resolve();

  /** A new script has been found; its files are being fetched. */
  install(): FakeWorker {
    const worker = new FakeWorker();
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    return worker;
  }

  wait(worker: FakeWorker): void {
    this.installing = null;
    this.waiting = worker;
    worker.become('installed');
  }

  activate(worker: FakeWorker): void {
    this.waiting = null;
    this.active = worker;
    worker.become('activating');
    worker.become('activated');
  }
}

let registration: FakeRegistration;
let container: EventTarget;
const reload = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  reload.mockReset();
  registration = new FakeRegistration();
  container = Object.assign(new EventTarget(), { register: async () => registration });
  vi.stubGlobal('navigator', { serviceWorker: container });
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal('location', { reload });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page that was there before its first worker, which it has no part in: browsers tell it nothing of who controls it. */
async function firstLoad() {
  const found = vi.fn<(update: Update) => void>();
  await watchUpdates('https://plant.example.com/', found);
  const first = registration.install();
  registration.wait(first);
  registration.activate(first);
  return found;
}

describe('a new version', () => {
  it('is not what the first one is', async () => {
    expect(await firstLoad()).not.toHaveBeenCalled();
  });

  it('is changed to by a page that the first worker came too late for, as soon as the new one has taken over', async () => {
    const found = await firstLoad();
    const next = registration.install();
    registration.wait(next);
    expect(found).toHaveBeenCalledTimes(1);
    found.mock.calls[0]?.[0].take();
    expect(next.postMessage).toHaveBeenCalledExactlyOnceWith('take-over');
    expect(reload).not.toHaveBeenCalled();
    registration.activate(next);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('is changed to at once where it has taken over already', async () => {
    const found = await firstLoad();
    const next = registration.install();
    registration.wait(next);
    registration.activate(next);
    found.mock.calls[0]?.[0].take();
    expect(reload).toHaveBeenCalledTimes(1);
    expect(next.postMessage).not.toHaveBeenCalled();
  });

  it('is the newest there is by then', async () => {
    const found = await firstLoad();
    const next = registration.install();
    registration.wait(next);
    next.become('redundant');
    const newest = registration.install();
    registration.wait(newest);
    found.mock.calls[0]?.[0].take();
    expect(newest.postMessage).toHaveBeenCalledExactlyOnceWith('take-over');
    registration.activate(newest);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('that another tab has changed to is told, and not taken by itself', async () => {
    const found = await firstLoad();
    container.dispatchEvent(new Event('controllerchange'));
    expect(found).toHaveBeenCalledTimes(1);
    expect(reload).not.toHaveBeenCalled();
  });
});
