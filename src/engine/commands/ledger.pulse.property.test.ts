import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Command } from '../../model/command.ts';
import { DEADLINE_MS, setUp } from './ledger.fixture.ts';

/** Anything that can happen around a relay that is pulsed and switched. */
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('press' as const, 'switch' as const) },
  { weight: 4, arbitrary: fc.constantFrom('report on' as const, 'report off' as const) },
  { weight: 1, arbitrary: fc.constantFrom('reject' as const, 'close' as const, 'leave' as const) },
  { weight: 1, arbitrary: fc.constantFrom('link down' as const, 'link up' as const, 'backlog' as const) },
  { weight: 3, arbitrary: fc.constantFrom(1, 150, 500, 3_000) },
  { weight: 1, arbitrary: fc.constant('sleep' as const) },
);

const MS = 400;

it('releases each pulse once and in time, or says that it did not, whatever happens around it', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const rig = setUp();
      const { ledger, link, clock } = rig;
      const sentAt: { body: unknown; at: number }[] = [];
      let seen = 0;
      const noteSent = () => {
        for (; seen < link.sent.length; seen += 1)
          sentAt.push({ body: link.sent[seen]?.body, at: clock.time });
      };
      for (const one of happenings) {
        if (typeof one === 'number') clock.advance(one);
        else if (one === 'press') {
          ledger.order({ ...rig.orderOf('relay', true), pulse: { ms: MS, release: false } }, link);
        } else if (one === 'switch') rig.order('relay', true);
        else if (one === 'report on') rig.report('relay', true);
        else if (one === 'report off') rig.report('relay', false);
        else if (one === 'reject')
          ledger.rejected({ connection: link.id, device: 'relay', property: 'state' }, 'no');
        else if (one === 'close') ledger.linkClosed(link.id);
        else if (one === 'leave') ledger.endPulses();
        else if (one === 'sleep') clock.suspend(30_000);
        else if (one === 'backlog') link.outcome = 'backlog';
        else {
          link.refuses = one === 'link down' ? 'down' : null;
          link.outcome = 'sent';
        }
        noteSent();
      }
      // Everything comes to its end, and nothing is left behind.
      clock.advance(MS + 2 * DEADLINE_MS + 1);
      expect(clock.waiting).toBe(0);
      const lives = new Map<string, Command[]>();
      for (const step of rig.steps) lives.set(step.id, [...(lives.get(step.id) ?? []), step]);
      const ended = [...lives.values()].map((steps) => {
        expect(steps.filter(({ endedAt }) => endedAt !== null)).toHaveLength(1);
        return steps.at(-1);
      });
      // What reached the link is what the ledger says it sent, and no more.
      expect(link.sent).toHaveLength(ended.filter((command) => command?.sentAt !== null).length);
      for (const press of ended.filter((command) => command?.pulse?.part === 'press')) {
        const releases = ended.filter(
          (command) => command?.pulse?.id === press?.id && command?.pulse?.part === 'release',
        );
        // Only a press that is known to have done nothing goes without one.
        const mayGoWithout = press?.sentAt === null || press?.state === 'rejected';
        expect(releases.length).toBeLessThanOrEqual(1);
        if (!mayGoWithout) expect(releases).toHaveLength(1);
        const [release] = releases;
        if (!release) continue;
        if (release.sentAt !== null)
          expect(release.sentAt - (press?.sentAt ?? 0)).toBeLessThanOrEqual(MS + 1_000);
        if (release.state !== 'confirmed') expect(release.reason).toMatch(/may not have ended/);
      }
    }),
    { numRuns: 400 },
  );
});
