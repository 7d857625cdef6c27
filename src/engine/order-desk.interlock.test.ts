import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReportedState } from '../model/catalogue.ts';
import { NOW, setUp, stopDesks, TEMPERATURE } from './order-desk.fixture.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
});
afterEach(() => {
  stopDesks();
  vi.useRealTimers();
});

describe('an interlocked order', () => {
  const interlock = { ...TEMPERATURE, below: 30 };

  async function outcome(prepare: (rig: ReturnType<typeof setUp>) => void): Promise<string | undefined> {
    const rig = setUp();
    prepare(rig);
    await rig.desk.order(rig.order({ interlock }));
    return rig.news().commands.at(-1)?.state;
  }
  function warm({ store }: ReturnType<typeof setUp>, staleAfterMs = 10_000) {
    const series = store.open('bridge', 'thermometer', 'temperature', '°C', 'number', staleAfterMs);
    if (!series) throw new Error('The store has no room for the series.');
    return series;
  }

  it('goes by the newest live reading in the store', async () => {
    expect(await outcome((rig) => warm(rig).append(NOW, 20))).toBe('sent');
    expect(await outcome((rig) => warm(rig).append(NOW, 31))).toBe('refused');
  });

  it('goes by the age of a reading since it arrived where the clock that dated it is ahead', async () => {
    expect(await outcome((rig) => warm(rig).append(NOW + 8_000, 20, NOW))).toBe('sent');
    expect(await outcome((rig) => warm(rig).append(NOW + 240_000, 20, NOW))).toBe('sent');
    expect(await outcome((rig) => warm(rig).append(NOW - 5_000, 20, NOW - 11_000))).toBe('refused');
    // One that comes late is as old as it says.
    expect(await outcome((rig) => warm(rig).append(NOW - 11_000, 20, NOW))).toBe('refused');
  });

  it('goes by what arrived last after a reading from the future', async () => {
    const outcomeAfter = (values: readonly [number, number]) =>
      outcome((rig) => {
        const series = warm(rig, 600_000);
        series.append(NOW + 240_000, values[0], NOW - 1_000);
        series.append(NOW, values[1], NOW);
      });
    expect(await outcomeAfter([20, 31])).toBe('refused');
    expect(await outcomeAfter([31, 20])).toBe('sent');
  });

  it('goes by the live value, whatever comes back meanwhile of before the page was loaded', async () => {
    const outcomeOf = (live: number, restored: number) =>
      outcome((rig) => {
        const series = warm(rig);
        series.append(NOW + 60_000, live, NOW);
        series.restore(NOW + 50_000, restored);
      });
    expect(await outcomeOf(31, 20)).toBe('refused');
    expect(await outcomeOf(20, 31)).toBe('sent');
  });

  it('is refused where there is no reading, or only one of before the page was loaded', async () => {
    expect(await outcome(() => {})).toBe('refused');
    expect(await outcome((rig) => warm(rig).restore(NOW, 20))).toBe('refused');
  });

  it('is refused where the connection that brings the reading is not online', async () => {
    const offline = await outcome((rig) => {
      warm(rig).append(NOW, 20);
      rig.bridge.isOnline = false;
    });
    expect(offline).toBe('refused');
  });

  it('is refused where a state has not been reported since its link broke, or the device does not know it', async () => {
    // A state has no age by which it were stale: it holds until the device says otherwise.
    const state = (part: Partial<ReportedState>) => (rig: ReturnType<typeof setUp>) => {
      const series = rig.store.open('bridge', 'thermometer', 'temperature', '', 'state', Infinity);
      series?.append(NOW - 3_600_000, 1);
      const at = NOW - 3_600_000;
      const reported = { ...rig.order(), value: true, at, stale: false, ...part };
      rig.bridge.lastReport = (device) => (device === 'thermometer' ? reported : undefined);
    };
    expect(await outcome(state({}))).toBe('sent');
    expect(await outcome(state({ stale: true }))).toBe('refused');
    expect(await outcome(state({ value: null }))).toBe('refused');
  });
});
