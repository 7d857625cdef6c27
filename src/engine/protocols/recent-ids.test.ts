import { expect, it } from 'vitest';
import { RecentIds } from './recent-ids.ts';

it('tells what was seen before, as far back as it remembers', () => {
  const ids = new RecentIds(3);
  expect(['a', 'b', 'a', 'c', 'd'].map((id) => ids.add(id))).toEqual([true, true, false, true, true]);
  // `a` was pushed out by `d`; `b` is still known.
  expect(ids.add('b')).toBe(false);
  expect(ids.add('a')).toBe(true);
});
