import { describe, expect, it } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';
import type { JournalCursor, JournalEntry } from '../../model/alarm.ts';
import { NO_LINES, readOn } from './journal-lines.ts';

function line(at: number): JournalEntry {
  const { rule, title, kind, priority, connection, device, quantity, unit, limit, value } = alarm();
  const what = { rule, title, kind, priority, connection, device, quantity, unit, limit, value };
  return { ...what, id: `${at}`, at, alarm: 'a', event: 'raised', by: '', subject: '', until: null };
}

/** A journal of these times, as the engine reads it. */
function journal() {
  const entries: JournalEntry[] = [];
  let batches = 0;
  return {
    write: (from: number, count: number) => {
      for (let i = 0; i < count; i++) entries.unshift(line(from + i));
    },
    /** Its own bound: the oldest go. */
    cut: (most: number) => void entries.splice(most),
    batches: () => batches,
    read: async (after: JournalCursor | null, limit: number) => {
      batches += 1;
      const older = entries.filter(({ at }) => after === null || at < after.at);
      const part = older.slice(0, limit);
      const last = older.length > limit ? part.at(-1) : undefined;
      return { entries: part, next: last ? { at: last.at, id: last.id } : null };
    },
  };
}

describe('the lines of the journal', () => {
  it('are no more than the journal keeps, however long the page is open', async () => {
    const { write, cut, read } = journal();
    write(0, 1_200);
    let lines = await readOn(read, NO_LINES, 1_200);
    expect(lines.size).toBe(1_200);
    for (let more = 0; more < 3; more++) {
      write(1_200 + more * 500, 500);
      cut(1_200);
      lines = await readOn(read, lines, 1_200);
    }
    const times = [...lines.values()].map(({ at }) => at);
    expect(times).toHaveLength(1_200);
    expect([times[0], times.at(-1)]).toEqual([2_699, 1_500]);
  });

  it('are read on from where they are known, and all of them at first', async () => {
    const { write, read, batches } = journal();
    write(0, 2_500);
    const lines = await readOn(read, NO_LINES, 10_000);
    expect([lines.size, batches()]).toEqual([2_500, 3]);
    write(2_500, 1_100);
    expect((await readOn(read, lines, 10_000)).size).toBe(3_600);
    expect(batches()).toBe(5);
  });
});
