import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const BASE = 'https://plant.example/';
const MINUTE_MS = 60_000;

let kept: Map<string, string>;
let reload: ReturnType<typeof vi.fn<() => void>>;
let answer: ReturnType<typeof vi.fn<() => Promise<Response>>>;

/** The module as a page has it that has just been loaded. */
async function loaded(): Promise<typeof import('./again.ts')> {
  vi.resetModules();
  return await import('./again.ts');
}

/** Loads the page, which fails each time. @returns after how long it loaded itself anew, ms */
async function msUntilReload(): Promise<number> {
  const { beginAnew } = await loaded();
  beginAnew(BASE, () => true);
  const begin = Date.now();
  const before = reload.mock.calls.length;
  while (reload.mock.calls.length === before) await vi.advanceTimersByTimeAsync(1000);
  return Date.now() - begin;
}

beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map();
  reload = vi.fn();
  answer = vi.fn(async () => new Response());
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('location', { reload });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('A page whose files did not come is loaded anew after half a minute, and later and later where that was in vain', async () => {
  const waits: number[] = [];
  for (let n = 0; n < 7; n++) waits.push((await msUntilReload()) / MINUTE_MS);
  expect(waits).toEqual([0.5, 1, 2, 4, 8, 10, 10]);
  (await loaded()).forgetTries();
  expect((await msUntilReload()) / MINUTE_MS).toBe(0.5);
});

it('It never does so fast, where the browser keeps nothing either', async () => {
  vi.stubGlobal('sessionStorage', undefined);
  expect(await msUntilReload()).toBe(MINUTE_MS / 2);
  expect(await msUntilReload()).toBe(MINUTE_MS / 2);
});

it('It waits for its host, is loaded anew once however often it was asked for, and not where all came meanwhile', async () => {
  const { beginAnew } = await loaded();
  answer.mockRejectedValue(new TypeError('network'));
  beginAnew(BASE, () => true);
  beginAnew(BASE, () => true);
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
  expect(reload).not.toHaveBeenCalled();
  answer.mockImplementation(async () => new Response());
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(reload).toHaveBeenCalledTimes(1);

  (await loaded()).beginAnew(BASE, () => false);
  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('It cuts no order off', async () => {
  const { beginAnew } = await loaded();
  const idle: (() => void)[] = [];
  beginAnew(
    BASE,
    () => true,
    (then) => idle.push(then),
  );
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(reload).not.toHaveBeenCalled();
  while (idle.length > 0) {
    idle.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(reload).toHaveBeenCalledTimes(1);
});
