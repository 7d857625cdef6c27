import { expect, it } from 'vitest';
import { auditEntry } from '../../model/audit.fixture.ts';
import { toCsv } from '../../ui/csv.ts';
import { auditRows } from './table.ts';

it('has a row of headings and one a command, as wide as the headings', () => {
  const rows = auditRows([auditEntry(), auditEntry({ steps: [{ state: 'pending', at: 1_001 }] })], 60_000);
  expect(rows.map((row) => row.length)).toEqual(Array(3).fill(rows[0]?.length));
  expect(rows[1]).toEqual([
    '1970-01-01T00:00:01.000Z',
    '1970-01-01T00:00:01.001Z',
    'bridge',
    'relay/i2c0-3b',
    'state',
    'true',
    'Technician',
    'subject-1',
    'technician',
    'confirmed',
    '',
    '1970-01-01T00:00:01.002Z',
    '1970-01-01T00:00:01.020Z',
    20,
    'report',
    'true',
    1,
    '',
    '',
    'command-1',
  ]);
  expect(rows[2]?.[9]).toBe('unknown');
});

it('says accepted, and no latency to a confirmation, where nothing was reported', () => {
  const [, row] = auditRows([auditEntry({ confirmedBy: 'acceptance', reportedValue: null })], 60_000);
  expect([row?.[9], row?.[13], row?.[14]]).toEqual(['accepted', '', 'acceptance']);
});

it('says of orders that are counted in one row how many they are, and from when to when', () => {
  const [, row] = auditRows([auditEntry({ times: 20, lastAt: 61_001 })], 0);
  expect(row?.[1]).toBe('1970-01-01T00:00:01.001Z');
  expect(row?.slice(16, 18)).toEqual([20, '1970-01-01T00:01:01.001Z']);
});

it('writes values as the device gets them, and a time that no calendar has as nothing', () => {
  const [, row] = auditRows([auditEntry({ value: { level: 70 }, reportedValue: 69.5, orderedAt: 1e300 })], 0);
  expect(row).toContain('{"level":70}');
  expect(row).toContain(69.5);
  expect(row?.[0]).toBe('');
});

it('is a file in which no name of a device or person runs as a formula', () => {
  const csv = toCsv(auditRows([auditEntry({ device: '=cmd()', by: '@admin', value: '+1' })], 0));
  expect(csv).toContain(`bridge,'=cmd(),state,'+1,'@admin,`);
});
