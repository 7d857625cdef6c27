/**
 * What alarm rules cost a reading, on the series store alone. Run with `npm run bench:alarms`. Figures of one run compare with each
 * other only.
 */

import { AlarmDesk } from '../src/engine/alarms/desk.ts';
import { type Series, SeriesStore } from '../src/engine/series/store.ts';
import type { AlarmRule, LimitRule } from '../src/model/alarm.ts';

// Node 20 has none. As on a page served without TLS there are no locks.
if (!('navigator' in globalThis)) Object.defineProperty(globalThis, 'navigator', { value: {} });

const START = Date.now();
const SERIES = 1_000;
const ROUNDS = 200;
const RUNS = 15;

function limitRule(id: string, device: string, at: number): LimitRule {
  return {
    id,
    kind: 'limit',
    title: id,
    advice: '',
    connection: 'bench',
    device,
    quantity: 'value',
    onDelayMs: 0,
    offDelayMs: 0,
    suppressWhileDown: true,
    suppressWhile: null,
    limits: [
      { level: 'high-high', at: at + 10, priority: 'critical' },
      { level: 'high', at, priority: 'high' },
    ],
    deadband: 1,
  };
}

interface Bench {
  readonly series: readonly Series[];
  readonly desk: AlarmDesk | null;
}

/** @param rules null: without anything that watches */
async function prepare(rules: readonly AlarmRule[] | null, count: number): Promise<Bench> {
  const store = new SeriesStore({
    maxSeries: 10_000,
    maxDevices: 10_000,
    maxBytes: 64 << 20,
    maxSamplesPerSeries: 2_000,
  });
  let desk: AlarmDesk | null = null;
  if (rules) {
    const settings = { rules, role: 'viewer', database: 'bench', journal: { entries: 1, days: 1 } } as const;
    desk = new AlarmDesk(settings, {
      store,
      connections: () => ['bench'],
      isOnline: () => true,
      staleAfterMs: () => 30_000,
      reports: () => [],
      person: () => ({ subject: '', name: '', role: 'viewer' }),
      hasEnded: () => false,
      withheld: () => '',
      changed: () => {},
      journalChanged: () => {},
      log: () => {},
    });
    await desk.start();
  }
  const series = Array.from({ length: count }, (_, index) => {
    const one = store.open('bench', `device-${index}`, 'value', '', 'number', Number.POSITIVE_INFINITY);
    if (!one) throw new Error('The store is too small for the bench.');
    return one;
  });
  return { series, desk };
}

/** Nanoseconds of processor time a reading. */
function cost({ series }: Bench, from: number): number {
  const rounds = (ROUNDS * SERIES) / series.length;
  const begin = process.cpuUsage();
  for (let round = 0; round < rounds; round++) {
    const time = from + round;
    for (const one of series) one.append(time, round % 40);
  }
  const { user, system } = process.cpuUsage(begin);
  return ((user + system) * 1_000) / (rounds * series.length);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const own = Array.from({ length: SERIES }, (_, i) => limitRule(`own-${i}`, `device-${i}`, 100 + i));
const elsewhere = own.map((rule) => ({ ...rule, connection: 'another' }));
const all = Array.from({ length: 1_000 }, (_, i) => limitRule(`all-${i}`, '*', 100 + i));
const benches = [
  ['no rules', await prepare(null, SERIES)],
  ['1,000 rules, none about the series', await prepare(elsewhere, SERIES)],
  ['1,000 rules, each series has one with two limits', await prepare(own, SERIES)],
  ['one rule with two limits for all series', await prepare([limitRule('one', '*', 100)], SERIES)],
  ['1,000 rules with two limits about one and the same series', await prepare(all, 1)],
] as const;
const figures = benches.map((): number[] => []);
for (let run = 0; run < RUNS; run++) {
  for (const [index, [, bench]] of benches.entries()) {
    figures[index]?.push(cost(bench, START + run * 1_000_000));
  }
}
for (const [index, [name, { desk }]] of benches.entries()) {
  console.log(`${name}: ${median(figures[index]?.slice(3) ?? []).toFixed(1)} ns a reading`);
  desk?.stop();
}
process.exit(0);
