import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tryOnComingBack } from './coming-back.ts';

const tried: string[] = [];
vi.mock('../live/index.ts', () => ({
  liveStore: {
    getState: () => ({
      connections: [
        { id: 'hub', status: 'reconnecting' },
        { id: 'jobs', status: 'online' },
        { id: 'fleet', status: 'denied' },
        { id: 'edge', status: 'reconnecting' },
      ],
    }),
  },
  retryConnection: async (id: string) => void tried.push(id),
}));

let tab: EventTarget & { hidden: boolean };
beforeEach(() => {
  vi.useFakeTimers();
  tried.length = 0;
  tab = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', tab);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function turn(hidden: boolean): void {
  tab.hidden = hidden;
  tab.dispatchEvent(new Event('visibilitychange'));
}

it('Somebody who comes back to the tab waits for no back-off: broken links are tried at once, and nothing that was refused', () => {
  tryOnComingBack();
  turn(true);
  vi.advanceTimersByTime(60_000);
  expect(tried).toEqual([]);
  turn(false);
  expect(tried).toEqual(['hub', 'edge']);
});

it('Somebody who was away for a moment only has nothing tried by that, however often', () => {
  tryOnComingBack();
  for (let times = 0; times < 10; times += 1) {
    turn(true);
    vi.advanceTimersByTime(1_000);
    turn(false);
  }
  expect(tried).toEqual([]);
});
