import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { alarm } from '../model/alarm.fixture.ts';
import { UNWATCHED } from '../model/alarm.ts';

const BASE = 'https://plant.example/';
const STOPPED = 'The data engine stopped. It is started again by itself.';

let reload: ReturnType<typeof vi.fn<() => void>>;
let liveStore: typeof import('../live/index.ts').liveStore;
let watchEngine: typeof import('./engine-away.ts').watchEngine;
let reloadBecause: typeof import('./reload.ts').reloadBecause;

beforeEach(async () => {
  vi.useFakeTimers();
  // A page is loaded anew once, and then is another.
  vi.resetModules();
  ({ liveStore } = await import('../live/index.ts'));
  ({ watchEngine } = await import('./engine-away.ts'));
  ({ reloadBecause } = await import('./reload.ts'));
  reload = vi.fn();
  vi.stubGlobal('sessionStorage', undefined);
  vi.stubGlobal('fetch', async () => new Response());
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('location', { reload });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('A wall whose engine comes back in time is left alone, and a page at a desk in any case', async () => {
  let isWall = true;
  watchEngine(BASE, () => isWall);
  liveStore.setState({ failure: STOPPED });
  await vi.advanceTimersByTimeAsync(50_000);
  liveStore.setState({ failure: null });
  await vi.advanceTimersByTimeAsync(600_000);
  isWall = false;
  liveStore.setState({ failure: STOPPED });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(reload).not.toHaveBeenCalled();
});

it('A wall whose engine stopped before anybody watched, and says the same of each further try, is loaded anew', async () => {
  liveStore.setState({ failure: STOPPED });
  watchEngine(BASE, () => true);
  await vi.advanceTimersByTimeAsync(50_000);
  liveStore.setState({ failure: STOPPED });
  expect(reload).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('A page that becomes a wall while its engine is away for long already is loaded anew, too', async () => {
  let isWall = false;
  watchEngine(BASE, () => isWall);
  liveStore.setState({ failure: STOPPED });
  await vi.advanceTimersByTimeAsync(600_000);
  isWall = true;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('A wall whose engine cannot fetch what watches its alarms is loaded anew, unless it comes in time', async () => {
  const unwatched = new Map([[UNWATCHED, alarm({ id: UNWATCHED, rule: '' })]]);
  watchEngine(BASE, () => true);
  liveStore.setState({ alarms: unwatched });
  await vi.advanceTimersByTimeAsync(50_000);
  liveStore.setState({ alarms: new Map([['hot', alarm()]]) });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(reload).not.toHaveBeenCalled();
  liveStore.setState({ alarms: unwatched });
  await vi.advanceTimersByTimeAsync(70_000);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('A wall whose alarms are watched after all, while it waits to be loaded anew, is left alone; the next fault is another', async () => {
  const unwatched = new Map([[UNWATCHED, alarm({ id: UNWATCHED, rule: '' })]]);
  watchEngine(BASE, () => true);
  liveStore.setState({ alarms: unwatched });
  await vi.advanceTimersByTimeAsync(61_000);
  liveStore.setState({ alarms: new Map([['hot', alarm()]]) });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(reload).not.toHaveBeenCalled();
  liveStore.setState({ failure: STOPPED });
  await vi.advanceTimersByTimeAsync(70_000);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('A wall that has failed itself is loaded anew, though the engine comes back while that waits', async () => {
  watchEngine(BASE, () => true);
  liveStore.setState({ failure: STOPPED });
  await vi.advanceTimersByTimeAsync(60_500);
  reloadBecause('TypeError: x', BASE);
  liveStore.setState({ failure: null });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(reload).toHaveBeenCalledTimes(1);
});
