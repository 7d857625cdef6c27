import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEarlier, SourceClock } from './source-clock.ts';

const NOW = Date.UTC(2026, 0, 1, 12);
const HOUR_MS = 3_600_000;

/** A device that was heard to speak once, `skew` ms behind this page's clock. */
function heard(skew: number, at = NOW): SourceClock {
  const clock = new SourceClock();
  clock.heard(at - skew, at);
  return clock;
}

describe('a device’s clock', () => {
  it('is taken to be a minute behind at most while nothing of it is known', () => {
    const clock = new SourceClock();
    expect(clock.latest(NOW - 30_001, NOW)).toBeGreaterThan(NOW);
    expect(clock.latest(NOW - 90_001, NOW)).toBeLessThan(NOW);
    // What is delivered again before anything else came does not prove itself.
    clock.heard(NOW - HOUR_MS, NOW);
    expect(clock.latest(NOW - HOUR_MS + 5_001, NOW + 1)).toBeLessThan(NOW);
  });

  it('is believed after a while, however far behind it is', () => {
    const clock = heard(HOUR_MS);
    expect(clock.latest(NOW + 150_001 - HOUR_MS, NOW + 150_001)).toBeGreaterThan(NOW + 150_000);
  });

  it('that is set back is believed again after a few minutes of hearing it', () => {
    const clock = heard(0);
    for (let at = NOW; at <= NOW + 300_000; at += 10_000) clock.heard(at + 1 - HOUR_MS, at + 1);
    expect(clock.latest(NOW + 300_003 - HOUR_MS, NOW + 300_003)).toBeGreaterThan(NOW + 300_000);
  });

  it('that is set back is believed as soon as five reports over a quarter of a minute agree about it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20_000, max: 24 * HOUR_MS }),
        fc.constantFrom(1, 100, 1_000),
        fc.array(
          fc.record({
            after: fc.integer({ min: 4_000, max: 10_000 }),
            lag: fc.integer({ min: 1, max: 900 }),
          }),
          {
            minLength: 6,
            maxLength: 6,
          },
        ),
        (back, step, made) => {
          const clock = heard(0);
          let at = NOW;
          let latest = 0;
          for (const { after, lag } of made) {
            at += after;
            const time = Math.floor((at - back) / step) * step;
            latest = clock.latest(time, at + lag);
            clock.heard(time, at + lag);
          }
          expect(latest).toBeGreaterThanOrEqual(at);
          // Not from later than now either: it is believed as it is, and no more.
          expect(latest).toBeLessThanOrEqual(at + 900 + 2_200);
        },
      ),
    );
  });

  it('is not taken to be set back by what is delivered again: faster than it was made, or among what is made now', () => {
    const old = fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(old, fc.integer({ min: 0, max: 100 }), fc.boolean(), (ages, gap, isAmongNew) => {
        const clock = heard(0);
        const times = ages.map((age) => NOW - 20_000 - age).sort((a, b) => a - b);
        let at = NOW + 1;
        for (const time of times) {
          at += isAmongNew ? 1_000 : gap;
          expect(clock.latest(time, at)).toBeLessThanOrEqual(time + 1_200);
          clock.heard(time, at);
          if (isAmongNew) clock.heard(at, at);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('that is set forward is believed at once', () => {
    const clock = heard(HOUR_MS);
    clock.heard(NOW + 1_000, NOW + 1_000);
    expect(clock.latest(NOW + 2_003, NOW + 2_003)).toBeGreaterThan(NOW + 2_000);
  });

  it('is read no more precisely than it writes', () => {
    expect(heard(0).latest(NOW + 4_000, NOW + 4_900)).toBeGreaterThanOrEqual(NOW + 5_000);
    expect(isEarlier(NOW, NOW + 1_000)).toBe(false);
    expect(isEarlier(NOW + 1, NOW + 1_000)).toBe(true);
    expect(isEarlier(NOW + 1, NOW + 100)).toBe(false);
  });

  it('never dates a report before it was made, and none that comes again after it first came', () => {
    const skew = fc.integer({ min: -50_000, max: 50_000 });
    const resolution = fc.constantFrom(1, 100, 1_000);
    const reports = fc.array(
      fc.record({ after: fc.integer({ min: 1, max: 90_000 }), lag: fc.integer({ min: 1, max: 3_000 }) }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(skew, resolution, reports, (behind, step, made) => {
        const clock = new SourceClock();
        let at = NOW;
        for (const { after, lag } of made) {
          at += after;
          const time = Math.floor((at - behind) / step) * step;
          expect(clock.latest(time, at + lag)).toBeGreaterThanOrEqual(at);
          clock.heard(time, at + lag);
          // Both what a clock of whole seconds leaves open and what is allowed for small corrections of it.
          expect(clock.latest(time, at + lag + 60_000)).toBeLessThanOrEqual(at + lag + 1_200);
        }
      }),
      { numRuns: 500 },
    );
  });
});
