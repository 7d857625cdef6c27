import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepMend, readMends } from './mends.ts';

let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('what a page has mended of itself', () => {
  it('is there after the reload, the oldest first', () => {
    keepMend({ at: 1, what: 'failure', why: 'TypeError: x is not a function' });
    keepMend({ at: 2, what: 'update', why: '' });
    expect(readMends()).toEqual([
      { at: 1, what: 'failure', why: 'TypeError: x is not a function' },
      { at: 2, what: 'update', why: '' },
    ]);
  });

  it('holds no secret', () => {
    const why =
      'Error: wss://clown:swordfish@hub/x?token=abc123 failed with Bearer eyJhbGciOiJub25lIn0.eyJhIjoxfQ.';
    keepMend({ at: 1, what: 'failure', why });
    expect([...kept.values()].join()).not.toMatch(/swordfish|abc123|eyJ/);
  });

  it('is bounded', () => {
    for (let at = 0; at < 100; at++) keepMend({ at, what: 'failure', why: 'x'.repeat(10_000) });
    expect(readMends()).toHaveLength(24);
    expect(readMends().at(-1)?.at).toBe(99);
    expect([...kept.values()].join().length).toBeLessThan(10_000);
  });

  it('is nothing where the browser keeps nothing, or something else', () => {
    for (const text of ['', '{', '7', '[{"at":"x"},null,7]']) {
      kept.set('signalbox.mends', text);
      expect(readMends()).toEqual([]);
    }
    vi.stubGlobal('sessionStorage', undefined);
    keepMend({ at: 1, what: 'failure', why: '' });
    expect(readMends()).toEqual([]);
  });
});
