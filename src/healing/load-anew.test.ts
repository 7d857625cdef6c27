import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadAnew } from './load-anew.ts';

/** A service worker that has been installed and waits. */
class WaitingWorker extends EventTarget {
  state = 'installed';
  readonly told: unknown[] = [];

  postMessage(message: unknown): void {
    this.told.push(message);
  }

  activate(): void {
    this.state = 'activated';
    this.dispatchEvent(new Event('statechange'));
  }
}

const reload = vi.fn();
const atOnce = (then: () => void) => then();
const settled = () => vi.advanceTimersByTimeAsync(0);

function stubRegistration(getRegistration: () => Promise<{ waiting: WaitingWorker | null } | undefined>) {
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration } });
}

beforeEach(() => {
  vi.useFakeTimers();
  reload.mockReset();
  vi.stubGlobal('location', { reload });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('A page that fails is loaded anew by the build that waits for it to go', async () => {
  const worker = new WaitingWorker();
  stubRegistration(async () => ({ waiting: worker }));
  loadAnew(atOnce);
  await settled();
  expect(worker.told).toEqual(['take-over']);
  expect(reload).not.toHaveBeenCalled();
  worker.activate();
  await settled();
  expect(reload).toHaveBeenCalledTimes(1);
});

it('It is loaded all the same where none waits, none can take over, or the browser tells nothing', async () => {
  for (const registration of [
    async () => undefined,
    async () => ({ waiting: null }),
    () => Promise.reject(new DOMException('no', 'SecurityError')),
  ]) {
    stubRegistration(registration);
    loadAnew(atOnce);
    await settled();
    expect(reload).toHaveBeenCalledTimes(1);
    reload.mockReset();
  }
  for (const registration of [
    async () => ({ waiting: new WaitingWorker() }),
    () => new Promise<never>(() => {}),
  ]) {
    stubRegistration(registration);
    loadAnew(atOnce);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(reload).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reload).toHaveBeenCalledTimes(1);
    reload.mockReset();
  }
  vi.stubGlobal('navigator', {});
  loadAnew(atOnce);
  await settled();
  expect(reload).toHaveBeenCalledTimes(1);
});

it('An order that is given while the new build takes over is not cut off', async () => {
  const worker = new WaitingWorker();
  stubRegistration(async () => ({ waiting: worker }));
  const idle: (() => void)[] = [];
  loadAnew((then) => idle.push(then));
  idle.shift()?.();
  await settled();
  worker.activate();
  await settled();
  expect(reload).not.toHaveBeenCalled();
  idle.shift()?.();
  expect(reload).toHaveBeenCalledTimes(1);
});
