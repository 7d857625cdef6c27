import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecentIds } from './recent-ids.ts';

it('tells what was seen before, as far back as it remembers', () => {
  const ids = new RecentIds(2);
  expect(['a', 'b', 'a', 'c', 'b'].map((id) => ids.add('s', id))).toEqual([true, true, false, true, false]);
  ids.add('s', 'd');
  ids.add('s', 'e');
  expect(ids.add('s', 'a')).toBe(true);
});

it('knows each of the newest identifiers, and none it was never told', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(30), { maxLength: 200 }),
      fc.integer({ min: 1, max: 10 }),
      (sequence, size) => {
        const ids = new RecentIds(size);
        const told: number[] = [];
        for (const id of sequence) {
          const isNew = ids.add('s', String(id));
          if (new Set(told.slice(-size)).has(id)) expect(isNew).toBe(false);
          if (!told.includes(id)) expect(isNew).toBe(true);
          if (isNew) told.push(id);
        }
      },
    ),
  );
});

it('tells the same identifier of two sources apart, wherever one ends and the other begins', () => {
  const ids = new RecentIds(10);
  expect(ids.add('a', 'bc')).toBe(true);
  expect(ids.add('ab', 'c')).toBe(true);
  expect(ids.add('', 'abc')).toBe(true);
  expect(ids.add('abc', '')).toBe(true);
  expect(ids.add('a', 'bc')).toBe(false);
});

it('takes no counter, time or address for another one', () => {
  const ids = new RecentIds(100_000);
  let taken = 0;
  for (let count = 0; count < 30_000; count += 1) {
    for (const id of [String(count), `2026-01-01T00:00:00.${count}Z`, `event-${count}`])
      if (!ids.add('s', id)) taken += 1;
  }
  expect(taken).toBe(0);
});
