import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecentIds } from './recent-ids.ts';

it('tells what was seen before, as far back as it remembers', () => {
  const ids = new RecentIds(2);
  expect(['a', 'b', 'a', 'c', 'b'].map((id) => ids.add(id))).toEqual([true, true, false, true, false]);
  ids.add('d');
  ids.add('e');
  expect(ids.add('a')).toBe(true);
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
          const isNew = ids.add(String(id));
          if (new Set(told.slice(-size)).has(id)) expect(isNew).toBe(false);
          if (!told.includes(id)) expect(isNew).toBe(true);
          if (isNew) told.push(id);
        }
      },
    ),
  );
});
