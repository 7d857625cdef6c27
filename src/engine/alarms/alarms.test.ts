import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Alarm, type AlarmSettings, UNWATCHED } from '../../model/alarm.ts';
import { SeriesStore } from '../series/store.ts';
import { Alarms } from './alarms.ts';
import { atStart, hot, plant, SECOND, START, silent } from './desk.fixture.ts';

atStart();

/** Has a file not come over the network. */
function missing(file: './desk.ts' | './absences.ts'): void {
  vi.doMock(file, () => {
    throw new TypeError('Failed to fetch dynamically imported module');
  });
}

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.doUnmock('./desk.ts');
  vi.doUnmock('./absences.ts');
});

function engine() {
  const shown = new Map<string, Alarm>();
  const log: string[] = [];
  const store = new SeriesStore({
    maxSeries: 10,
    maxDevices: 10,
    maxBytes: 1 << 20,
    maxSamplesPerSeries: 100,
  });
  const settings: AlarmSettings = {
    rules: [hot],
    role: 'technician',
    database: 'alarms-missing',
    journal: { entries: 100, days: 90 },
  };
  const alarms = new Alarms(settings, {
    store,
    connections: () => ['c'],
    isOnline: () => true,
    staleAfterMs: () => 30 * SECOND,
    reports: () => [],
    person: () => ({ subject: 's', name: 'Kim', role: 'technician' }),
    hasEnded: () => false,
    withheld: () => '',
    changed: (alarm) => {
      if (alarm.state === 'normal') shown.delete(alarm.id);
      else shown.set(alarm.id, alarm);
    },
    journalChanged: () => {},
    log: (_level, text) => log.push(text),
  });
  let now = START;
  return {
    alarms,
    log,
    series: () => {
      const one = store.open('c', 'd', 'temperature', '℃', 'number', 30 * SECOND);
      if (!one) throw new Error('The store is too small.');
      return one;
    },
    rules: () => [...shown.values()].map(({ id, rule }) => rule || id),
    /** Lets the engine look at its alarms each second. */
    pass: (ms: number) => {
      for (const end = now + ms; now < end; ) {
        now += SECOND;
        vi.setSystemTime(now);
        alarms.tick(now);
      }
    },
  };
}

describe('what watches alarms', () => {
  it('is fetched again by itself where it did not come at first, and until then nobody is told that all is well', async () => {
    missing('./desk.ts');
    const { alarms, series, rules, log, pass } = engine();
    await alarms.start();
    series().append(START, 60);
    pass(SECOND);
    expect(rules()).toEqual([UNWATCHED]);
    expect(alarms.facts().problem).toMatch(/not being watched.* tried again by itself/);
    expect(log).toHaveLength(1);
    vi.doUnmock('./desk.ts');
    await vi.waitFor(() => {
      pass(SECOND);
      expect(rules()).toEqual(['hot']);
    });
    expect(alarms.facts().problem).toBe('');
    expect(log).toHaveLength(1);
    alarms.stop();
  });

  it('is not fetched any more for an engine that has ended', async () => {
    missing('./desk.ts');
    const { alarms, rules, pass } = engine();
    await alarms.start();
    vi.doUnmock('./desk.ts');
    alarms.stop();
    pass(60 * SECOND);
    await new Promise((resolve) => setTimeout(resolve));
    expect(rules()).toEqual([UNWATCHED]);
  });
});

describe('what misses things that rules name', () => {
  const named = { ...silent, connection: 'c', device: 'pump', quantity: 'flow' };
  const other = { ...named, id: 'other', device: 'fan' };

  it('takes nothing of the other alarms with it where it does not come, and misses what is missing once it has', async () => {
    missing('./absences.ts');
    const { desk, series, pass, shown } = await plant([hot, named, other]);
    await desk.start();
    series().append(START, 60);
    series('flow', 'fan').append(Date.now(), 1);
    pass(20 * SECOND);
    expect(shown()).toMatchObject([{ rule: 'hot' }]);
    expect(desk.facts().problem).toMatch(/is not missed.* tried again by itself/);
    vi.doUnmock('./absences.ts');
    await vi.waitFor(() => {
      pass(SECOND);
      expect(desk.facts().problem).toBe('');
    });
    series('flow', 'fan').append(Date.now(), 1);
    pass(50 * SECOND);
    expect(shown()).toMatchObject([{ rule: 'hot' }]);
    series('flow', 'fan').append(Date.now(), 1);
    pass(12 * SECOND);
    expect(shown()).toMatchObject([{ rule: 'hot' }, { rule: 'silent', device: 'pump', quantity: 'flow' }]);
  });
});
