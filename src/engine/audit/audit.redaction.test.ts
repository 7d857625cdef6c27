import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { command } from '../../model/command.fixture.ts';
import { refusedByDevice } from '../commands/outcome-words.ts';
import { setUp } from './audit.fixture.ts';

it('keeps no secrets: neither under their names, nor in words, nor of a property that is one', async () => {
  const { audit, told, entries } = setUp();
  audit.record(command({ id: 'a', value: { ssid: 'plant', password: 'hunter2' } }));
  audit.record(command({ id: 'b', property: 'wifi-password', value: 'hunter2', reportedValue: 'hunter2' }));
  audit.record(
    command({
      id: 'c',
      state: 'rejected',
      sentAt: 1,
      endedAt: 2,
      reason: 'no: token=hunter2, Bearer hunter2',
    }),
  );
  const kept = JSON.stringify([await entries(), told]);
  expect(kept).toContain('plant');
  expect(kept).not.toContain('hunter2');
});

it('keeps no secret in the words about an order: neither what was reported nor what was ordered', async () => {
  const { audit, told, entries } = setUp();
  const ended = { state: 'timed-out', sentAt: 1, endedAt: 2 } as const;
  const secret = { property: 'wifi-password', value: 'correct "horse"', reportedValue: 'hunter2', ...ended };
  audit.record(
    command({ ...secret, id: 'a', reason: 'It last reported hunter2. Whether it was done is unknown.' }),
  );
  audit.record(command({ ...secret, id: 'b', reason: 'Cannot set {"to":"correct \\"horse\\""}.' }));
  audit.record(
    command({
      ...ended,
      id: 'c',
      value: { ssid: 'plant', keys: { psk: 'horse', pin: 7, on: true } },
      reason: 'At plant “horse” (7) is too short: 17 characters, on or off.',
    }),
  );
  const kept = JSON.stringify([await entries(), told]);
  expect(kept).not.toMatch(/hunter2|horse/);
  expect((await entries()).map(({ reason }) => reason).sort()).toEqual([
    'At plant “[left out]” ([left out]) is too short: 17 characters, on or off.',
    'Cannot set {"to":"[left out]"}.',
    'It last reported [left out]. Whether it was done is unknown.',
  ]);
});

it('keeps no beginning of a long secret that a device echoes, with which its words are cut', async () => {
  const { audit, entries } = setUp();
  const secret = `hunter2${'"x'.repeat(200)}`;
  for (const echoed of [secret, JSON.stringify(secret)]) {
    const end = refusedByDevice(`I take no ${echoed}.`, false);
    audit.record(
      command({ id: echoed, property: 'wifi-password', value: secret, sentAt: 1, endedAt: 2, ...end }),
    );
  }
  expect((await entries()).map(({ reason }) => reason.replace('"', ''))).toEqual(
    Array(2).fill('I take no [left out]'),
  );
});

it('shortens what is too long to be kept ten thousand times', async () => {
  const { audit, entries } = setUp();
  audit.record(command({ value: { text: 'x'.repeat(60_000) }, reason: 'y'.repeat(60_000) }));
  const [entry] = await entries();
  expect(JSON.stringify(entry).length).toBeLessThan(4_000);
  expect(entry?.value).toMatch(/^\{"text":"x+… \(shortened\)$/);
});
