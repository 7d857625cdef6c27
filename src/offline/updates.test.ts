import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Update, watchUpdates } from './updates.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

vi.mock('../live/index.ts', () => ({
  firstLink: () => Promise.resolve(),
  ownScript: (address: string) => address,
  whenIdle: (then: () => void) => whenIdle(then),
}));

function whenIdle(then: () => void): void {
  if (isIdle) then();
  else waitingForIdle.push(then);
}

/** Whether no order is under way. */
let isIdle = true;
let waitingForIdle: (() => void)[] = [];

/** The order that was under way has ended. */
function becomeIdle(): void {
  isIdle = true;
  for (const then of waitingForIdle.splice(0)) then();
}

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
  readonly update = vi.fn(() => Promise.resolve());

  /** A new script has been found; its files are being fetched. */
  install(): FakeWorker {
    const worker = new FakeWorker();
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    return worker;
  }

  /** A file did not come. What the browser has of it goes a moment later. */
  fail(worker: FakeWorker): void {
    worker.become('redundant');
    this.installing = null;
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
const register = vi.fn<() => Promise<FakeRegistration>>();
let page: EventTarget;
beforeEach(() => {
  vi.useFakeTimers();
  reload.mockReset();
  isIdle = true;
  waitingForIdle = [];
  registration = new FakeRegistration();
  register.mockReset().mockImplementation(async () => registration);
  container = Object.assign(new EventTarget(), { register });
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
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
    found.mock.calls[0]?.[0].take(whenIdle);
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
    found.mock.calls[0]?.[0].take(whenIdle);
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
    found.mock.calls[0]?.[0].take(whenIdle);
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

  it('does not cut off an order that was given after it was asked for', async () => {
    const found = await firstLoad();
    const next = registration.install();
    registration.wait(next);
    found.mock.calls[0]?.[0].take(whenIdle);
    isIdle = false;
    registration.activate(next);
    expect(reload).not.toHaveBeenCalled();
    becomeIdle();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('is looked for each hour, and when somebody comes back to the page', async () => {
    await firstLoad();
    await vi.advanceTimersByTimeAsync(3 * HOUR);
    expect(registration.update).toHaveBeenCalledTimes(3);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(registration.update).toHaveBeenCalledTimes(4);
    expect(register).toHaveBeenCalledTimes(1);
  });
});

it('A page has its worker look at the policy of the host as it begins and each time that it looks for a new version', async () => {
  const worker = new FakeWorker();
  registration.active = worker;
  await watchUpdates('https://plant.example.com/', vi.fn());
  expect(worker.postMessage.mock.calls).toEqual([['renew']]);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(worker.postMessage.mock.calls).toEqual([['renew'], ['renew']]);
});

describe('a page whose files could not be kept', () => {
  it('tries again, more and more seldom, until they are', async () => {
    register.mockImplementation(async () => {
      // Another object is what the browser gives once it has taken the last one back.
      registration = new FakeRegistration();
      const mine = registration;
      setTimeout(() => mine.fail(mine.install()));
      return mine;
    });
    await watchUpdates('https://plant.example.com/', vi.fn());
    const { calls } = register.mock;
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(calls).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(calls.length).toBeGreaterThan(5);
    expect(calls.length).toBeLessThan(10);

    register.mockImplementation(async () => registration);
    page.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    const first = registration.install();
    registration.wait(first);
    registration.activate(first);
    const tries = calls.length;
    await vi.advanceTimersByTimeAsync(3 * HOUR);
    expect(calls).toHaveLength(tries);
    expect(registration.update).toHaveBeenCalledTimes(3);
  });

  it('goes on trying where the browser takes no worker at all, at once where the network is back', async () => {
    register.mockRejectedValue(new TypeError('Failed to register a ServiceWorker'));
    const found = vi.fn();
    await watchUpdates('https://plant.example.com/', found);
    await vi.advanceTimersByTimeAsync(MINUTE);
    const tries = register.mock.calls.length;
    expect(tries).toBeGreaterThan(1);
    register.mockImplementation(async () => registration);
    page.dispatchEvent(new Event('online'));
    expect(register).toHaveBeenCalledTimes(tries + 1);
    await vi.advanceTimersByTimeAsync(0);
    const first = registration.install();
    registration.wait(first);
    registration.activate(first);
    registration.wait(registration.install());
    expect(found).toHaveBeenCalledTimes(1);
  });

  it('says nothing where the browser has no workers', async () => {
    vi.stubGlobal('navigator', {});
    await expect(watchUpdates('https://plant.example.com/', vi.fn())).resolves.toBeUndefined();
  });
});
