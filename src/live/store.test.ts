import { beforeEach, describe, expect, it } from 'vitest';
import { command } from '../model/command.fixture.ts';
import type { Command } from '../model/command.ts';
import { liveStore, takeNews } from './store.ts';

const initial = liveStore.getInitialState();

beforeEach(() => liveStore.setState(initial, true));

function ordered(id: string, device = 'relay'): Command {
  return command({ id, connection: 'c', device, state: 'sent', sentAt: 1_000 });
}

describe('the live store', () => {
  it('leaves what nothing changed in exactly as it was, so that nobody renders for it', () => {
    takeNews({ devices: [{ connection: 'c', device: 'd' }] });
    const before = liveStore.getState();
    takeNews({ reported: [{ connection: 'c', device: 'd', property: 'p', value: 1, at: 0, stale: false }] });
    const after = liveStore.getState();
    expect(after.devices).toBe(before.devices);
    expect(after.series).toBe(before.series);
    expect(after.reported).not.toBe(before.reported);
  });

  it('keeps the newest command of each target', () => {
    takeNews({ commands: [ordered('1'), ordered('2', 'fan')] });
    takeNews({ commands: [ordered('3')] });
    expect([...liveStore.getState().newestCommands.values()].map((one) => one.id)).toEqual(['3', '2']);
  });

  it('is bounded, however long the page is open', () => {
    for (let n = 0; n < 3_000; n++) {
      takeNews({
        commands: [ordered(String(n))],
        log: [{ id: n, time: n, connection: 'c', device: '', level: 'info', text: 'x' }],
      });
    }
    expect(liveStore.getState().log).toHaveLength(1_000);
    expect(liveStore.getState().log.at(-1)?.id).toBe(2_999);
    expect(liveStore.getState().commands.size).toBe(500);
    expect(liveStore.getState().newestCommands.size).toBe(1);
  });

  it('keeps warnings, and what other connections say, where one says something all the time', () => {
    const line = { time: 0, connection: 'jobs', device: '', level: 'info', text: 'x' } as const;
    takeNews({
      log: [
        { ...line, id: 0, connection: 'hub' },
        { ...line, id: 1, level: 'warning' },
        { ...line, id: 2, connection: 'hub', level: 'error' },
      ],
    });
    for (let id = 3; id < 3_000; id++) takeNews({ log: [{ ...line, id }] });
    const ids = liveStore.getState().log.map((one) => one.id);
    expect(ids).toHaveLength(1_000);
    expect(ids.slice(0, 4)).toEqual([0, 1, 2, 2_003]);
    // Warnings of one connection are bounded, too.
    for (let id = 3_000; id < 5_000; id++) takeNews({ log: [{ ...line, id, level: 'warning' }] });
    const { log } = liveStore.getState();
    expect(log).toHaveLength(1_000);
    expect(log.filter(({ connection }) => connection === 'hub')).toHaveLength(2);
    expect(log.at(-1)?.id).toBe(4_999);
  });

  it('forgets series that are gone before it takes in what came after', () => {
    const facts = {
      connection: 'c',
      device: 'd',
      unit: '',
      staleAfterMs: 1_000,
      decimals: 0,
      history: [],
    } as const;
    const gone = (quantity: string) => ({ connection: 'c', device: 'd', quantity });
    takeNews({
      series: [
        { ...facts, quantity: 'mode', kind: 'number' },
        { ...facts, quantity: 'state', kind: 'number' },
      ],
    });
    takeNews({
      gone: [gone('mode'), gone('state')],
      series: [{ ...facts, quantity: 'state', kind: 'state' }],
    });
    expect([...liveStore.getState().series.values()]).toEqual([
      { ...facts, quantity: 'state', kind: 'state' },
    ]);
  });

  it('forgets connections that are gone before it takes in what came after', () => {
    const at = { property: 'p', value: 1, at: 0, stale: false } as const;
    takeNews({
      devices: [
        { connection: 'c', device: 'd' },
        { connection: 'other', device: 'd' },
      ],
      reported: [{ connection: 'c', device: 'd', ...at }],
    });
    takeNews({ removed: ['c'], devices: [{ connection: 'c', device: 'new' }] });
    const { devices, reported } = liveStore.getState();
    expect([...devices.values()].map((one) => `${one.connection} ${one.device}`)).toEqual([
      'other d',
      'c new',
    ]);
    expect(reported.size).toBe(0);
  });
});
