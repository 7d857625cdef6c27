import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../model/catalogue.ts';
import { matching } from './filter.ts';

const entry = (id: number, more: Partial<LogEntry> = {}): LogEntry => ({
  id,
  time: id,
  connection: 'bridge',
  device: '',
  level: 'info',
  text: `event ${id}`,
  ...more,
});
const all = { text: '', connection: '', level: 'info' } as const;
const ids = (rows: readonly LogEntry[]) => rows.map((row) => row.id);

describe('matching', () => {
  const log = [
    entry(1),
    entry(2, { level: 'warning', connection: 'fleet', device: 'meter-office' }),
    entry(3, { level: 'error', text: 'Link lost' }),
  ];

  it('puts the newest first', () => expect(ids(matching(log, [], all))).toEqual([3, 2, 1]));

  it('leaves out what is milder than asked', () => {
    expect(ids(matching(log, [], { ...all, level: 'warning' }))).toEqual([3, 2]);
  });

  it('finds text in any case, also in the device’s name', () => {
    expect(ids(matching(log, [], { ...all, text: ' LINK ' }))).toEqual([3]);
    expect(ids(matching(log, [], { ...all, text: 'meter' }))).toEqual([2]);
  });

  it('keeps to the widget’s connections and to the one chosen', () => {
    expect(ids(matching(log, ['fleet'], all))).toEqual([2]);
    expect(ids(matching(log, [], { ...all, connection: 'bridge' }))).toEqual([3, 1]);
  });

  it('shows the newest 200 of a long log', () => {
    const rows = matching(
      Array.from({ length: 1000 }, (_, i) => entry(i)),
      [],
      all,
    );
    expect(rows.length).toBe(200);
    expect(rows[0]?.id).toBe(999);
  });
});
