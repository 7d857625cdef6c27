import { expect, it } from 'vitest';
import type { Scalar } from '../../model/catalogue.ts';
import { actuatorKey } from '../../model/identity.ts';
import { ForeignChanges } from './foreign-changes.ts';

const REF = { connection: 'plant', device: 'relay', property: 'state' };
const KEY = actuatorKey(REF);

function setUp() {
  const changes = new ForeignChanges();
  return {
    changes,
    report: (value: Scalar | null, now: number, isOrdered = false) =>
      changes.report(REF, value, isOrdered, now).text,
  };
}

it('says nothing of the first report and of repeated ones', () => {
  const { report } = setUp();
  expect([report(true, 0), report(true, 10)]).toEqual([null, null]);
});

it('speaks of each change that no order explains', () => {
  const { report } = setUp();
  report(true, 0);
  expect(report(false, 10)).toBe('state is off: changed elsewhere.');
  expect(report(true, 20)).toBe('state is on: changed elsewhere.');
});

it('speaks of a change of a secret without saying it', () => {
  const changes = new ForeignChanges();
  const report = (value: string) =>
    changes.report({ ...REF, property: 'wifi-password' }, value, false, 0).text;
  expect([report('swordfish'), report('hunter2')]).toEqual([
    null,
    'wifi-password is [left out]: changed elsewhere.',
  ]);
});

it('speaks of the smallest change of a number, and of none that 32 bits made', () => {
  const { report } = setUp();
  report(2_000_000, 0);
  expect(report(2_000_002, 10_000)).toBe('state is 2000002: changed elsewhere.');
  report(21.3, 20_000);
  expect(report(21.299999237, 30_000)).toBeNull();
});

it('knows a change for somebody else’s however shortly it follows an order', () => {
  const { changes, report } = setUp();
  report(false, 0);
  report(true, 100, true);
  changes.ended(KEY, true, { state: 'confirmed', confirmedBy: 'report' }, 100);
  expect(report(false, 101)).toBe('state is off: changed elsewhere.');
});

it('takes a number on its way to what was ordered, and a bit beyond, for the order’s doing for a while', () => {
  const { changes, report } = setUp();
  report(20, 0);
  report(50, 100, true);
  changes.ended(KEY, 70, { state: 'timed-out', reason: 'x' }, 200);
  expect([report(60, 300), report(74, 400), report(72, 500)]).toEqual([null, null, null]);
  expect(report(10, 600)).toContain('changed elsewhere');
  changes.ended(KEY, 70, { state: 'confirmed', confirmedBy: 'report' }, 10_000);
  expect(report(60, 13_001)).toContain('changed elsewhere');
});

it('knows what an order that was only accepted brings, and what it says of other properties', () => {
  const { changes, report } = setUp();
  report(false, 0);
  changes.ended(KEY, true, { state: 'confirmed', confirmedBy: 'acceptance' }, 100);
  expect(report(true, 60_000)).toBeNull();
  expect(report(false, 60_001)).toContain('changed elsewhere');
  changes.expect(KEY, true, 70_000);
  expect(report(true, 70_001)).toBeNull();
  expect(report(false, 70_002)).toContain('changed elsewhere');
});

it('tells the late effect of an order whose outcome was unknown from somebody else’s change, once', () => {
  const { changes, report } = setUp();
  report(false, 0);
  changes.ended(KEY, true, { state: 'timed-out', reason: 'x' }, 5_000);
  expect(report(true, 60_000)).toContain('only after the order');
  report(false, 70_000);
  expect(report(true, 80_000)).toContain('changed elsewhere');
});

it('knows the late effect of each order whose outcome was unknown, not only of the newest', () => {
  const { changes, report } = setUp();
  report(10, 0);
  changes.ended(KEY, 20, { state: 'timed-out', reason: 'x' }, 5_000);
  changes.ended(KEY, 30, { state: 'timed-out', reason: 'x' }, 15_000);
  changes.ended(KEY, 40, { state: 'confirmed', confirmedBy: 'report' }, 20_000);
  expect(report(20, 60_000)).toContain('only after the order');
  expect(report(30, 60_010)).toContain('only after the order');
  expect(report(20, 70_000)).toContain('changed elsewhere');
});

it('does not wait for the effect of an order any more once the same has been confirmed', () => {
  const { changes, report } = setUp();
  report(false, 0);
  changes.ended(KEY, true, { state: 'timed-out', reason: 'x' }, 5_000);
  report(true, 10_000, true);
  changes.ended(KEY, true, { state: 'confirmed', confirmedBy: 'report' }, 10_000);
  report(false, 60_000);
  expect(report(true, 70_000)).toContain('changed elsewhere');
});

it('does not take a change for the effect of an order that was not carried out', () => {
  const { changes, report } = setUp();
  report(false, 0);
  changes.ended(KEY, true, { state: 'rejected', reason: 'x', outcome: 'not-done' }, 5_000);
  expect(report(true, 60_000)).toContain('changed elsewhere');
});

it('says what it finds changed after a break of the device’s link, and nothing of what it finds as it was', () => {
  const { changes, report } = setUp();
  const lose = () => changes.lost('plant', (device) => device === 'relay');
  report(false, 0);
  lose();
  expect(report(true, 60_000)).toBe('state is on: changed while the link was down.');
  lose();
  expect(report(true, 70_000)).toBeNull();
  expect(report(false, 70_001)).toContain('changed elsewhere');
});

it('knows the effect of an order that was under way when the link broke, however long that lasted', () => {
  const { changes, report } = setUp();
  report(false, 0);
  changes.ended(KEY, true, { state: 'rejected', reason: 'x', outcome: 'unknown' }, 5_000);
  changes.lost('plant', () => true);
  expect(report(true, 3_600_000)).toContain('only after the order');
});

it('knows on what another link has brought', () => {
  const { changes, report } = setUp();
  report(false, 0);
  changes.lost('another', () => true);
  changes.lost('plant', (device) => device === 'fan');
  expect(report(true, 60_000)).toContain('changed elsewhere');
});

it('says nothing of what it finds changed after the device did not know its state', () => {
  const { report } = setUp();
  report(false, 0);
  expect([report(null, 10), report(true, 20)]).toEqual([null, null]);
});

it('knows each change of a setpoint that is being turned for somebody else’s, also those it does not speak of', () => {
  const { changes } = setUp();
  const found = [10, 11, 12, 12].map((value) => changes.report(REF, value, false, 0).isElsewhere);
  expect(found).toEqual([false, true, true, false]);
  expect(changes.report(REF, 20, true, 0).isElsewhere).toBe(false);
});

it('speaks once of a setpoint that is being turned', () => {
  const { report } = setUp();
  report(10, 0);
  const said = [11, 12, 13, 14].map((value, index) => report(value, 100 * index));
  expect(said).toEqual(['state is 11: changed elsewhere.', null, null, null]);
  expect(report(20, 5_000)).toContain('state is 20');
});

it('does not take a time from before the clock was set back for a short while ago', () => {
  const { changes, report } = setUp();
  report(false, 100_000);
  changes.ended(KEY, true, { state: 'confirmed', confirmedBy: 'report' }, 100_000);
  expect(report(true, 50_000)).toContain('changed elsewhere');
});

it('forgets the oldest target when there are very many', () => {
  const { changes, report } = setUp();
  report(false, 0);
  for (let index = 0; index < 5_000; index += 1) {
    changes.report({ ...REF, device: `relay-${index}` }, false, false, 0);
  }
  expect(report(true, 10)).toBeNull();
  const { text } = changes.report({ ...REF, device: 'relay-4999' }, true, false, 10);
  expect(text).toContain('changed elsewhere');
});
