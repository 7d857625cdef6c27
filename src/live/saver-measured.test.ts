import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { snapshot } from '../model/connection.fixture.ts';
import { liveStore } from './store.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  vi.resetModules();
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('localStorage', { getItem: () => null });
  vi.doMock('./first.ts', () => ({ linksMade: () => Promise.resolve() }));
  vi.doMock('./store.ts', () => ({ liveStore }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.doUnmock('./first.ts');
  vi.doUnmock('./store.ts');
});

/** A saver in a browser, and why it saves after its link has answered so slowly for a minute. */
async function savingAfter(browser: object, delayMs: number) {
  vi.stubGlobal('navigator', browser);
  const { startSaver, saverReasonNow } = await import('./saver.ts');
  startSaver();
  await vi.dynamicImportSettled();
  for (let second = 0; second < 60; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    const now = Date.now();
    const delay = { ms: delayMs, to: 'probe', at: now } as const;
    liveStore.setState({
      connections: [snapshot({ link: { lastSignAt: now, silenceLimitMs: 15_000, delay } })],
    });
  }
  return saverReasonNow();
}

it('saves on a slow line in browsers that do not tell how the network is', async () => {
  expect(await savingAfter({}, 900)).toBe('slow');
});

it('does not on a quick one', async () => {
  expect(await savingAfter({}, 40)).toBeNull();
});

it('leaves it to the browser where that tells: a slow answer may be the far end’s own', async () => {
  const connection = Object.assign(new EventTarget(), { effectiveType: '4g' });
  expect(await savingAfter({ connection }, 900)).toBeNull();
});
