import { expect, it } from 'vitest';
import type { ReportedState } from '../../model/catalogue.ts';
import { changedElsewhere } from './elsewhere.ts';

function spoken(name: string, value: ReportedState['value'], elsewhere = false) {
  const report: ReportedState = {
    connection: 'bridge',
    device: name,
    property: 'state',
    value,
    at: 1_000,
    stale: false,
    ...(elsewhere && { elsewhere }),
  };
  return { text: `${name} is ${value === true ? 'on' : 'off'}`, report };
}

it('reads out what somebody else has changed, and of several only that', () => {
  const before = [spoken('Heater', false, true), spoken('Fan', false)];
  expect(changedElsewhere(before, [spoken('Heater', false, true), spoken('Fan', true, true)])).toBe(
    'Fan is on; changed elsewhere',
  );
  expect(changedElsewhere(before, [spoken('Heater', true, true), spoken('Fan', true, true)])).toBe(
    'Heater is on; changed elsewhere. Fan is on; changed elsewhere',
  );
});

it('says nothing of what this page ordered, nor of the same report over again', () => {
  expect(changedElsewhere([spoken('Fan', false)], [spoken('Fan', true)])).toBe('');
  expect(changedElsewhere([spoken('Fan', true, true)], [spoken('Fan', true, true)])).toBe('');
});

it('says nothing of a target that it has not seen before: opening a page is no change', () => {
  expect(changedElsewhere([], [spoken('Fan', true, true)])).toBe('');
  expect(changedElsewhere([{ text: '', report: undefined }], [spoken('Fan', true, true)])).toBe('');
  expect(changedElsewhere([spoken('Heater', false)], [spoken('Fan', true, true)])).toBe('');
});
