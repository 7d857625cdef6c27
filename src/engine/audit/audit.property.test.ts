import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AuditEntry } from '../../model/audit.ts';
import { command } from '../../model/command.fixture.ts';
import type { CommandState } from '../../model/command.ts';
import { Audit } from './audit.ts';
import { AuditStore } from './audit-store.ts';

const LIVES: readonly (readonly CommandState[])[] = [
  ['pending', 'sent', 'confirmed'],
  ['pending', 'sent', 'timed-out'],
  ['pending', 'refused'],
  ['refused'],
  ['pending', 'sent'],
];

/** What can happen: a command's next step in one of two tabs, a tab that reads, a storage that fails for a while. */
type Happening =
  | { readonly kind: 'step'; readonly tab: 0 | 1; readonly command: number }
  | { readonly kind: 'read'; readonly tab: 0 | 1 }
  | { readonly kind: 'storage'; readonly works: boolean };

const tab = fc.constantFrom<0 | 1>(0, 1);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('step' as const), tab, command: fc.nat(5) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('read' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('storage' as const), works: fc.boolean() }) },
);

let databases = 0;

it('loses no step that was told, whatever two tabs do and however the storage fails meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (happenings) => {
      databases += 1;
      const name = `audit-property-${databases}`;
      const furthest = new Map<string, AuditEntry>();
      let works = true;
      const tabs = [0, 1].map(
        () =>
          new Audit({
            settings: { database: name, entries: 1_000, days: 90 },
            deadlineMs: 5_000,
            now: () => 1_000,
            person: () => ({ subject: 's', name: 'n', role: 'technician' }),
            changed: (entry) => furthest.set(entry.id, entry),
            open: async (database, lost) => {
              if (!works) throw new DOMException('no', 'UnknownError');
              return AuditStore.open(database, lost);
            },
          }),
      );
      const taken = new Map<string, number>();
      for (const one of happenings) {
        if (one.kind === 'storage') {
          works = one.works;
          // A storage that fails takes its open connections with it.
          if (!works) for (const audit of tabs) audit.stop();
        } else if (one.kind === 'read') await tabs[one.tab]?.read(null, 10);
        else {
          const id = `${one.tab}-${one.command}`;
          const step = taken.get(id) ?? 0;
          const state = LIVES[one.command % LIVES.length]?.[step];
          if (state === undefined) continue;
          taken.set(id, step + 1);
          // Each with a value of its own, so that none is the same order over again.
          tabs[one.tab]?.record(command({ id, value: one.command, device: `d${one.tab}`, state }));
        }
      }
      works = true;
      for (const audit of tabs) await audit.read(null, 10);
      const last = await tabs[0]?.read(null, 1_000);
      const listed = new Map(last?.entries.map((entry) => [entry.id, entry]));
      expect(last?.problem).toBe('');
      expect(listed).toEqual(furthest);
      for (const audit of tabs) audit.stop();
    }),
    { numRuns: 60 },
  );
});
