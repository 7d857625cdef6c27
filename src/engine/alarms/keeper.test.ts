import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AlarmSettings, JournalEntry } from '../../model/alarm.ts';
import { AlarmStore } from './alarm-store.ts';
import { atStart, START } from './desk.fixture.ts';
import { AlarmKeeper } from './keeper.ts';
import { AlarmRecord } from './record.ts';
import type { AlarmSubject } from './subject.ts';

atStart();

let databases = 0;
const opened: AlarmKeeper[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const keeper of opened.splice(0)) await keeper.stop();
});

const subject: AlarmSubject = {
  rule: {
    id: 'door',
    kind: 'state',
    title: 'Door',
    advice: '',
    connection: '*',
    device: '*',
    quantity: 'open',
    onDelayMs: 0,
    offDelayMs: 0,
    suppressWhileDown: true,
    suppressWhile: null,
    priority: 'low',
    is: true,
  },
  kind: 'state',
  priority: 'low',
  limit: 1,
  ref: { connection: 'c', device: 'd', quantity: 'open' },
};

/** What a reading has caused. */
function entry(id: number): JournalEntry {
  const { ref, kind, priority, limit } = subject;
  return {
    id: `${id}`,
    at: START + id,
    alarm: 'a',
    rule: 'door',
    title: 'Door',
    kind,
    priority,
    ...ref,
    unit: '',
    limit,
    event: 'raised',
    value: 1,
    by: '',
    subject: '',
    until: null,
  };
}

function keeper(open = AlarmStore.open, database = `keeper-${databases++}`) {
  const settings: AlarmSettings = {
    rules: [],
    role: 'technician',
    database,
    journal: { entries: 1_000, days: 90 },
  };
  const records: AlarmRecord[] = [];
  const one = new AlarmKeeper(
    settings,
    () => records,
    () => {},
    open,
  );
  opened.push(one);
  const kept = async () => {
    const store = await AlarmStore.open(database, () => {});
    const entries = await store.newest(null, 1_000);
    const { alarms } = await store.recall();
    store.close();
    return { entries: entries.map(({ id }) => id).reverse(), alarms: alarms.map(({ id }) => id) };
  };
  return { keeper: one, records, database, kept };
}

const full = () => new DOMException('No room.', 'QuotaExceededError');

/** Another page holds the lock. */
function stubHeldLock(): void {
  const request = (_name: string, options: LockOptions, callback: (lock: null) => unknown) =>
    options.ifAvailable ? callback(null) : new Promise(() => {});
  vi.stubGlobal('navigator', { locks: { request } });
}

describe('the keeper of the alarms', () => {
  it('keeps everything once storage works, though it could not be opened as the page started', async () => {
    const open = vi.fn(AlarmStore.open);
    open.mockRejectedValueOnce(new DOMException('Internal error opening backing store.', 'UnknownError'));
    const { keeper: one, records, kept } = keeper(open);
    expect(await one.recall(START)).toEqual([]);
    expect(one.problem).toMatch(/keeps no storage/);
    const record = new AlarmRecord(subject, { changed: (changed) => one.changed(changed) });
    records.push(record);
    record.turned(true, START, 1);
    for (const id of [1, 2, 3]) {
      one.note(entry(id), false);
      await one.save();
      expect(one.problem).toBe('');
    }
    expect(await kept()).toEqual({ entries: ['1', '2', '3'], alarms: [record.id] });
  });

  it('leaves writing to the page that holds the lock also where its own storage failed at first', async () => {
    stubHeldLock();
    const open = vi.fn(AlarmStore.open);
    open.mockRejectedValueOnce(new DOMException('Internal error opening backing store.', 'UnknownError'));
    const { keeper: one, kept } = keeper(open);
    await one.recall(START);
    await one.read(null, 10);
    one.note(entry(1), true);
    await one.save();
    one.note(entry(2), false);
    await one.save();
    expect((await kept()).entries).toEqual(['1']);
  });

  it('writes what the page that writes has not heard as soon as storage that was closed can be opened again', async () => {
    stubHeldLock();
    const open = vi.fn(AlarmStore.open);
    const { keeper: one, kept } = keeper(open);
    await one.recall(START);
    open.mock.calls[0]?.[1]();
    open.mockRejectedValueOnce(new DOMException('Internal error opening backing store.', 'UnknownError'));
    one.note(entry(1), false);
    await one.bearWitness();
    expect((await kept()).entries).toEqual([]);
    await one.bearWitness();
    expect((await kept()).entries).toEqual(['1']);
  });

  it('watches alarms and tells of them where the browser allows neither storage nor locks', async () => {
    const denied = () => Promise.reject(new DOMException('Denied.', 'SecurityError'));
    vi.stubGlobal('navigator', { locks: { request: denied } });
    const { keeper: one } = keeper(denied);
    expect(await one.recall(START)).toEqual([]);
    one.note(entry(1), false);
    one.note(entry(2), false);
    expect((await one.read(null, 10)).entries.map(({ id }) => id)).toEqual(['2', '1']);
    expect((await one.between(START, START + 1, 10)).map(({ id }) => id)).toEqual(['1']);
    expect(one.problem).toMatch(/keeps no storage.*Allow site data/);
  });

  it('has the oldest make room for the newest where storage is full', async () => {
    const { keeper: one, kept } = keeper();
    await one.recall(START);
    one.note(entry(1), false);
    await one.save();
    vi.spyOn(AlarmStore.prototype, 'write').mockRejectedValueOnce(full());
    one.note(entry(2), false);
    await one.save();
    expect(one.problem).toBe('');
    expect((await kept()).entries).toEqual(['2']);
  });

  it('says that storage is full and keeps the newest entries in memory until there is room', async () => {
    const { keeper: one, kept } = keeper();
    await one.recall(START);
    const writing = vi.spyOn(AlarmStore.prototype, 'write').mockRejectedValue(full());
    one.note(entry(1), false);
    await one.save();
    expect(one.problem).toMatch(/^The browser’s storage for this page is full/);
    one.note(entry(2), false);
    expect((await one.read(null, 10)).entries.map(({ id }) => id)).toEqual(['2', '1']);
    expect((await kept()).entries).toEqual([]);
    writing.mockRestore();
    one.note(entry(3), false);
    await one.save();
    expect(one.problem).toBe('');
    expect((await kept()).entries).toEqual(['1', '2', '3']);
  });

  it('lets the oldest make room once, and not at each try where that is not what fills the storage', async () => {
    const { keeper: one } = keeper();
    await one.recall(START);
    const writing = vi.spyOn(AlarmStore.prototype, 'write').mockRejectedValue(full());
    const dropping = vi.spyOn(AlarmStore.prototype, 'dropOldest');
    for (const id of [1, 2, 3]) {
      one.note(entry(id), false);
      await one.save();
    }
    expect(dropping).toHaveBeenCalledTimes(1);
    writing.mockRestore();
    await one.save();
    expect(one.problem).toBe('');
    vi.spyOn(AlarmStore.prototype, 'write').mockRejectedValueOnce(full());
    one.note(entry(4), false);
    await one.save();
    expect(dropping).toHaveBeenCalledTimes(2);
    expect(one.problem).toBe('');
  });

  it('counts what it can neither store nor keep in memory, and says so', async () => {
    const { keeper: one } = keeper(() => Promise.reject(new Error('no storage')));
    await one.recall(START);
    for (let id = 0; id < 10_003; id++) one.note(entry(id), false);
    await one.save();
    expect(one.problem).toMatch(/keeps no storage.* 3 entries of the journal could not be kept\.$/);
  });
});
