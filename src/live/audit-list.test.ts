import fc from 'fast-check';
import { expect, it } from 'vitest';
import { auditEntry } from '../model/audit.fixture.ts';
import { mergedEntries } from './audit-list.ts';

const STEPS = auditEntry().steps;

/** One command in one of its states. */
const entry = fc
  .record({ id: fc.constantFrom('a', 'b', 'c', 'd'), steps: fc.integer({ min: 1, max: 3 }) })
  .map(({ id, steps }) => auditEntry({ id, enteredAt: id === 'a' ? 5 : 9, steps: STEPS.slice(0, steps) }));

it('has each command once, at its furthest, newest first, in whatever order states arrive', () => {
  fc.assert(
    fc.property(fc.array(fc.array(entry)), (batches) => {
      const merged = batches.reduce<ReturnType<typeof mergedEntries>>(
        (list, batch) => mergedEntries(list, batch, 100),
        [],
      );
      const all = batches.flat();
      expect(merged.map(({ id }) => id)).toEqual(
        ['b', 'c', 'd', 'a'].filter((id) => all.some((one) => one.id === id)),
      );
      for (const { id, steps } of merged) {
        const furthest = Math.max(...all.filter((one) => one.id === id).map((one) => one.steps.length));
        expect(steps).toHaveLength(furthest);
      }
    }),
  );
});

it('takes the higher count of the same order refused again', () => {
  const once = auditEntry({ steps: [{ state: 'refused', at: 1 }] });
  expect(mergedEntries([once], [{ ...once, times: 3 }], 10)[0]?.times).toBe(3);
  expect(mergedEntries([{ ...once, times: 3 }], [once], 10)[0]?.times).toBe(3);
});

it('leaves out the oldest over the limit', () => {
  const entries = [1, 2, 3].map((time) => auditEntry({ id: `c${time}`, enteredAt: time }));
  expect(mergedEntries([], entries, 2).map(({ id }) => id)).toEqual(['c3', 'c2']);
});
