import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { command } from '../../model/command.fixture.ts';
import { confirm, PERSON, setUp } from './audit.fixture.ts';

it('keeps a command’s whole life, each step with its time, and who it was', async () => {
  const { audit, entries } = setUp();
  confirm(audit);
  expect(await entries()).toEqual([
    {
      id: 'command-1',
      connection: 'bridge',
      device: 'relay/i2c0-3b',
      property: 'state',
      enteredAt: 1_001,
      orderedAt: 1_000,
      by: 'Technician',
      subject: 'subject-1',
      role: 'technician',
      value: true,
      steps: [
        { state: 'pending', at: 1_001 },
        { state: 'sent', at: 1_002 },
        { state: 'confirmed', at: 1_020 },
      ],
      reason: '',
      confirmedBy: 'report',
      reportedValue: true,
      deadlineAt: 6_001,
      times: 1,
    },
  ]);
});

it('is still there for the next page of this browser', async () => {
  const before = setUp();
  confirm(before.audit);
  await before.entries();
  before.audit.stop();
  const after = setUp({}, before.database);
  expect(await after.entries()).toEqual(await before.entries());
  expect(await after.entries()).toHaveLength(1);
});

it('leaves the steps it knew when the page dies in the middle of a command', async () => {
  const { audit, database, told } = setUp();
  audit.record(command());
  audit.record(command({ state: 'sent', sentAt: 1_002 }));
  const after = setUp({}, database);
  await vi.waitFor(async () => {
    const [entry] = await after.entries();
    expect(entry?.steps.map(({ state }) => state)).toEqual(['pending', 'sent']);
  });
  expect(told).toHaveLength(2);
  expect(after.told).toEqual([]);
});

it('keeps what two tabs write', async () => {
  const one = setUp();
  const other = setUp({}, one.database);
  confirm(one.audit, 'a');
  confirm(other.audit, 'b');
  confirm(one.audit, 'c');
  await other.entries();
  expect((await one.entries()).map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
});

it('keeps refused orders with their reason', async () => {
  const reason = 'Needs the role technician; you are signed in as viewer. Nothing was sent.';
  const { audit, entries } = setUp({ person: () => ({ ...PERSON, role: 'viewer' }) });
  audit.record(command({ state: 'refused', endedAt: 1_001, reason }));
  expect(await entries()).toMatchObject([
    { role: 'viewer', reason, steps: [{ state: 'refused', at: 1_001 }] },
  ]);
});

it('keeps what belongs together: the halves of a pulse, the orders of a group', async () => {
  const { audit, entries } = setUp();
  audit.record(command({ pulse: { id: 'p', part: 'press' }, group: 'g' }));
  expect(await entries()).toMatchObject([{ pulse: { id: 'p', part: 'press' }, group: 'g' }]);
});

it('keeps the release of a pulse as the order of who pressed, whoever is there by then and with whatever role', async () => {
  let person = PERSON;
  const { audit, entries } = setUp({ person: () => person });
  const order = { ms: 4_000, release: false };
  const press = command({ id: 'p', pulse: { id: 'p', part: 'press', order } });
  audit.record(press);
  audit.record({ ...press, state: 'sent', sentAt: 1_002 });
  person = { subject: 'subject-2', name: 'Visitor', role: 'viewer' };
  audit.record(command({ id: 'r', value: false, pulse: { id: 'p', part: 'release' } }));
  const release = (await entries()).find(({ id }) => id === 'r');
  expect(release).toMatchObject({ by: 'Technician', subject: 'subject-1', role: 'technician' });
});

it('enters each refused order for itself, and counts only a flood of the same one, from when to when', async () => {
  const { audit, clock, entries } = setUp();
  for (let press = 0; press < 30; press += 1) {
    audit.record(command({ id: `p${press}`, state: 'refused', endedAt: clock.time, reason: 'No role.' }));
    clock.time += 30;
  }
  clock.time += 10_000;
  audit.record(command({ id: 'later', state: 'refused', endedAt: clock.time, reason: 'No role.' }));
  audit.record(
    command({ id: 'other', state: 'refused', value: false, endedAt: clock.time, reason: 'No role.' }),
  );
  const all = await entries();
  const kept = all.map(({ id, times }) => ({ id, times }));
  expect(kept).toHaveLength(13);
  for (let press = 0; press < 10; press += 1) expect(kept).toContainEqual({ id: `p${press}`, times: 1 });
  expect(kept).toContainEqual({ id: 'p10', times: 20 });
  const flood = all.find(({ id }) => id === 'p10');
  expect((flood?.lastAt ?? 0) - (flood?.enteredAt ?? 0)).toBe(19 * 30);
  expect(kept).toContainEqual({ id: 'later', times: 1 });
  expect(kept).toContainEqual({ id: 'other', times: 1 });
});

it('takes a step that is told twice, or after the end, for nothing', async () => {
  const { audit, told } = setUp();
  audit.record(command());
  audit.record(command());
  expect(told).toHaveLength(1);
});

it('never stands in the way of a command, even where it fails itself', () => {
  const { audit } = setUp({
    changed: () => {
      throw new Error('nobody listens');
    },
  });
  expect(() => confirm(audit)).not.toThrow();
});

it('writes the end of a command that an engine before it left open to the steps that one had written', async () => {
  const before = setUp();
  before.audit.record(command({ id: 'open' }));
  before.audit.record(command({ id: 'open', state: 'sent', sentAt: 1_002 }));
  confirm(before.audit, 'over');
  await before.entries();
  before.audit.stop();
  const after = setUp({}, before.database);
  const end = { state: 'timed-out', sentAt: 1_002, endedAt: 1_500, reason: 'The engine stopped.' } as const;
  await after.audit.inherit([command({ id: 'open', ...end }), command({ id: 'never written', ...end })]);
  const entries = await after.entries();
  const steps = (id: string) => entries.find((one) => one.id === id)?.steps.map(({ state }) => state);
  expect(entries).toHaveLength(3);
  expect(steps('open')).toEqual(['pending', 'sent', 'timed-out']);
  expect(steps('over')).toEqual(['pending', 'sent', 'confirmed']);
  expect(steps('never written')).toEqual(['timed-out']);
});
