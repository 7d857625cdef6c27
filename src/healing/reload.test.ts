import { afterEach, expect, it, vi } from 'vitest';
import { reload } from './reload.ts';

const HOUR_MS = 3_600_000;

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('A page that failed while the network is away waits for its host, half a day if need be, and is loaded anew once', async () => {
  vi.useFakeTimers();
  const answer = vi.fn<() => Promise<Response>>(() => Promise.reject(new TypeError('network')));
  const again = vi.fn();
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('location', { reload: again });
  void reload('https://plant.example/');
  await vi.advanceTimersByTimeAsync(12 * HOUR_MS);
  expect(answer.mock.calls.length).toBeGreaterThan(4_000);
  expect(vi.getTimerCount()).toBe(1);
  // What stands before the host may be back before it is.
  answer.mockResolvedValue(new Response(null, { status: 502 }));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(again).not.toHaveBeenCalled();
  answer.mockResolvedValue(new Response());
  await vi.advanceTimersByTimeAsync(60_000);
  expect(again).toHaveBeenCalledTimes(1);
});
