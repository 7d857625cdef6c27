import { afterEach, expect, it, vi } from 'vitest';
import { keptConfig, lookEarly } from './kept-copy.ts';

const BASE = 'https://plant.example/';
const HEADERS = { 'x-a': '1' };

afterEach(() => vi.unstubAllGlobals());

it('hands out what was looked for early once, and looks anew after that', async () => {
  const match = vi.fn(async () => new Response('{}', { headers: HEADERS }));
  vi.stubGlobal('caches', { match });
  lookEarly(BASE);
  expect(match).toHaveBeenCalledExactlyOnceWith(`${BASE}config.json`, { cacheName: 'signalbox / own' });
  const found = await keptConfig(BASE);
  expect([await found?.text(), found?.headers.get('x-a')]).toEqual(['{}', '1']);
  expect(match).toHaveBeenCalledTimes(1);
  expect(await (await keptConfig(BASE))?.text()).toBe('{}');
  expect(match).toHaveBeenCalledTimes(2);
});
