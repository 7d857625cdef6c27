import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Command } from '../../model/command.ts';
import { CommandLife, type End } from './command-life.ts';

const ORDER = { connection: 'plant', device: 'relay', property: 'state', value: true, at: 1_000 };
const PERSON = { subject: '1', name: 'Technician', role: 'technician' } as const;

function born() {
  const steps: Command[] = [];
  return { steps, life: new CommandLife('id', ORDER, PERSON, (command) => steps.push(command)) };
}

it('tells nothing before it is announced', () => {
  const { steps, life } = born();
  life.noteReport(false);
  expect(steps).toEqual([]);
  life.announce();
  expect(steps).toMatchObject([
    { state: 'pending', by: 'Technician', orderedAt: 1_000, reportedValue: false },
  ]);
});

it('cannot be refused once it is sent, and cannot end otherwise before', () => {
  const { life } = born();
  expect(life.end({ state: 'timed-out', reason: 'x' }, 1_001)).toBe(false);
  expect(life.end({ state: 'confirmed', confirmedBy: 'report' }, 1_001)).toBe(false);
  expect(life.send(1_002)).toBe(true);
  expect(life.end({ state: 'refused', reason: 'x' }, 1_003)).toBe(false);
  expect(life.command).toMatchObject({ state: 'sent', sentAt: 1_002, endedAt: null });
});

it('has at most one beginning and one end, whatever is tried on it', () => {
  const end: fc.Arbitrary<End> = fc.constantFrom<End>(
    { state: 'refused', reason: 'x' },
    { state: 'confirmed', confirmedBy: 'report' },
    { state: 'confirmed', confirmedBy: 'acceptance' },
    { state: 'rejected', reason: 'x', outcome: 'unknown' },
    { state: 'timed-out', reason: 'x' },
  );
  fc.assert(
    fc.property(fc.array(fc.option(end), { maxLength: 12 }), (tries) => {
      const { steps, life } = born();
      life.announce();
      for (const one of tries) one ? life.end(one, 2_000) : life.send(1_500);
      const states = steps.map(({ state }) => state).join(' ');
      expect(states).toMatch(/^pending( refused| sent( confirmed| rejected| timed-out)?)?$/);
      const last = steps.at(-1);
      expect(last?.endedAt !== null).toBe(/refused|confirmed|rejected|timed-out/.test(states));
      expect(last?.confirmedBy !== null).toBe(last?.state === 'confirmed');
    }),
  );
});
