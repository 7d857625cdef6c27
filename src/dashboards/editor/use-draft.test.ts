import { expect, it } from 'vitest';
import { settledKept } from './use-draft.ts';

it('Whether a draft is kept is said once it is known, not for each key, and anew after a save', () => {
  const said: (boolean | null)[] = [];
  const keys = [null, true, null, null, true, null, false, null, true] as const;
  let last: boolean | null = null;
  for (const isKept of keys) {
    const next = settledKept(last, true, isKept);
    if (next !== last) said.push(next);
    last = next;
  }
  expect(said).toEqual([true, false, true]);
  expect(settledKept(true, false, null)).toBeNull();
});
