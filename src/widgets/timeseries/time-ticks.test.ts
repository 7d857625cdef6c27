import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { setLocale } from '../../ui/locale.ts';
import { timeLabels } from './format.ts';
import { timeTicks } from './time-ticks.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function labels(from: number, to: number, increment: number): readonly string[] {
  return timeLabels(timeTicks(from, to, increment), increment);
}

describe('the ticks of a time axis', () => {
  afterEach(() => setLocale({}));

  it('lie at round times of the configured zone and are written in it', () => {
    const noon = Date.UTC(2026, 0, 2, 12);
    setLocale({ language: 'en-GB', timeZone: 'Asia/Kathmandu' });
    expect(labels(noon, noon + HOUR, 30 * MINUTE)).toEqual(['18:00', '18:30']);
    setLocale({ language: 'en-GB', timeZone: 'America/New_York' });
    expect(labels(noon, noon + 24 * HOUR, 6 * HOUR)).toEqual(['12:00', '18:00', '3 Jan', '06:00']);
  });

  it('name the day where it begins, in windows of days too', () => {
    setLocale({ language: 'en-GB', timeZone: 'Europe/Prague' });
    const evening = Date.UTC(2026, 1, 27, 20);
    const days = ['28 Feb', '12:00', '1 Mar', '12:00', '2 Mar', '12:00'];
    expect(labels(evening, evening + 72 * HOUR, 12 * HOUR)).toEqual(days);
    expect(labels(evening + 2.5 * HOUR, evening + 3.5 * HOUR, 30 * MINUTE)).toEqual([
      '23:30',
      '28 Feb',
      '00:30',
    ]);
  });

  it('stay at round times behind a change of the clocks, and name an hour that comes twice twice', () => {
    setLocale({ language: 'en-GB', timeZone: 'Europe/Prague' });
    const spring = Date.UTC(2026, 2, 28, 20);
    expect(labels(spring, spring + 16 * HOUR, 4 * HOUR)).toEqual(['29 Mar', '04:00', '08:00', '12:00']);
    const autumn = Date.UTC(2026, 9, 24, 20);
    expect(labels(autumn, autumn + 16 * HOUR, 4 * HOUR)).toEqual(['25 Oct', '04:00', '08:00', '12:00']);
    const night = Date.UTC(2026, 9, 24, 23, 30);
    expect(labels(night, night + 3 * HOUR, HOUR)).toEqual(['02:00', '02:00', '03:00']);
  });

  it('ascend, are inside the window, and are never further apart than two steps', () => {
    const zones = ['UTC', 'Europe/Prague', 'America/St_Johns', 'Australia/Lord_Howe'];
    const window = fc.record({
      timeZone: fc.constantFrom(...zones),
      from: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }),
      increment: fc.constantFrom(1, 50, 1000, 15_000, MINUTE, 30 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR),
      steps: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(window, ({ timeZone, from, increment, steps }) => {
        setLocale({ timeZone });
        const to = from + steps * increment;
        const ticks = timeTicks(from, to, increment);
        const ends = [from - 1, ...ticks, to + 1];
        ends.forEach((end, i) => {
          if (i === 0) return;
          const distance = end - (ends[i - 1] ?? 0);
          expect(distance).toBeGreaterThan(0);
          expect(distance).toBeLessThanOrEqual(2 * increment + HOUR);
        });
      }),
    );
  });
});
