import { afterEach, expect, it, vi } from 'vitest';
import { chooseOneKeyShortcuts, hasOneKeyShortcuts } from './one-key.ts';

afterEach(() => vi.unstubAllGlobals());

it('Shortcuts without Ctrl work until somebody switches them off, which is kept', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  expect(hasOneKeyShortcuts()).toBe(true);
  chooseOneKeyShortcuts(false);
  expect(hasOneKeyShortcuts()).toBe(false);
  expect([...kept.values()]).toEqual(['off']);
  chooseOneKeyShortcuts(true);
  expect(hasOneKeyShortcuts()).toBe(true);
});

it('Where the browser keeps nothing, what was chosen holds for the page', () => {
  vi.stubGlobal('localStorage', undefined);
  expect(hasOneKeyShortcuts()).toBe(true);
  chooseOneKeyShortcuts(false);
  expect(hasOneKeyShortcuts()).toBe(false);
  chooseOneKeyShortcuts(true);
  expect(hasOneKeyShortcuts()).toBe(true);
});
