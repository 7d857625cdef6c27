import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Alarm, AlarmRule, AlarmSettings, LimitRule } from '../../model/alarm.ts';
import type { ReportedState } from '../../model/catalogue.ts';
import type { Role } from '../../model/command.ts';
import { SeriesStore } from '../series/store.ts';
import { AlarmDesk } from './desk.ts';

export const START = 1_750_000_000_000;
export const SECOND = 1_000;
export const STALE_MS = 30 * SECOND;

export const hot: LimitRule = {
  id: 'hot',
  kind: 'limit',
  title: 'Too hot',
  advice: '',
  connection: '*',
  device: '*',
  quantity: 'temperature',
  onDelayMs: 0,
  offDelayMs: 0,
  suppressWhileDown: true,
  suppressWhile: null,
  limits: [{ level: 'high', at: 50, priority: 'high' }],
  deadband: 5,
};
const { limits: _limits, deadband: _deadband, ...shared } = hot;

export { shared };
export const silent: Extract<AlarmRule, { kind: 'stale' }> = {
  ...shared,
  id: 'silent',
  kind: 'stale',
  priority: 'low',
  afterMs: 60 * SECOND,
};
export const door: AlarmRule = {
  ...shared,
  id: 'door',
  kind: 'state',
  quantity: 'open',
  priority: 'low',
  is: true,
};
export const down: AlarmRule = {
  id: 'down',
  kind: 'connection',
  title: 'Down',
  advice: '',
  connection: '*',
  onDelayMs: 5 * SECOND,
  offDelayMs: 0,
  priority: 'high',
};

let databases = 0;
const opened: AlarmDesk[] = [];

/** To be called by every file of tests about the desk: each test begins at `START`, and its desks end with it. */
export function atStart(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: START, toFake: ['Date'] });
    // As a page served without TLS has it: there are no locks, and every tab writes.
    vi.stubGlobal('navigator', {});
  });
  afterEach(() => {
    for (const desk of opened.splice(0)) desk.stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

/** An engine's worth of alarms, without the engine. */
export async function plant(rules: readonly AlarmRule[], database = `alarms-desk-${databases++}`) {
  const settings: AlarmSettings = {
    rules,
    role: 'technician',
    database,
    journal: { entries: 1_000, days: 90 },
  };
  const store = new SeriesStore({
    maxSeries: 5_000,
    maxDevices: 5_000,
    maxBytes: 32 << 20,
    maxSamplesPerSeries: 1_000,
  });
  const alarms = new Map<string, Alarm>();
  const told: string[] = [];
  const online = new Set(['c']);
  const configured = new Set(['c']);
  const reports: ReportedState[] = [];
  let role: Role = 'technician';
  let withheld = '';
  let written = 0;
  const desk = new AlarmDesk(settings, {
    store,
    connections: () => configured,
    isOnline: (connection) => online.has(connection),
    staleAfterMs: () => STALE_MS,
    reports: () => reports,
    person: () => ({ subject: 's', name: 'Kim', role }),
    hasEnded: () => false,
    withheld: () => withheld,
    changed: (alarm) => {
      alarms.set(alarm.id, alarm);
      told.push(`${alarm.rule} ${alarm.state}`);
    },
    journalChanged: () => {
      written += 1;
    },
    log: () => {},
  });
  opened.push(desk);
  const series = (quantity = 'temperature', device = 'd', kind: 'number' | 'state' = 'number') => {
    const limit = kind === 'state' ? Number.POSITIVE_INFINITY : STALE_MS;
    const one = store.open('c', device, quantity, '℃', kind, limit);
    if (!one) throw new Error('The store is too small.');
    return one;
  };
  return {
    desk,
    store,
    database,
    alarms,
    told,
    online,
    configured,
    reports,
    /** How often another tab has written into the journal. */
    written: () => written,
    series,
    /** All that a person is shown. */
    shown: () => [...alarms.values()].filter(({ state }) => state !== 'normal'),
    only: () => {
      const all = [...alarms.values()].filter(({ state }) => state !== 'normal');
      expect(all).toHaveLength(1);
      return all[0]?.state;
    },
    become: (next: Role) => {
      role = next;
    },
    /** The connection is edited in the page: another takes its place at once. */
    replace: () => {
      desk.left('c');
      store.drop('c');
    },
    withhold: (why: string) => {
      withheld = why;
    },
    /** Lets time pass, a second at a time. */
    pass: (ms: number) => {
      for (let left = ms; left > 0; left -= SECOND) {
        vi.setSystemTime(Date.now() + SECOND);
        desk.tick(Date.now());
      }
    },
    journal: async () => (await desk.journal(null, 1_000)).entries.map(({ event }) => event),
  };
}
