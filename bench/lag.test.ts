import { describe, expect, it } from 'vitest';
import type { Sent } from './generator.ts';
import { lagOf, quantile, takenBy } from './lag.ts';
import { verdictOn } from './verdict.ts';

/** A thousand readings a second for a second, in steps of ten. */
const TIMES = Array.from({ length: 100 }, (_, i) => 1000 + i * 10);
const COUNTS = TIMES.map((_, i) => (i + 1) * 10);
const SENT: Sent = { readings: 1000, due: 1000, times: TIMES, counts: COUNTS, cut: null };

/** Taken as sent, each later by what is said for it. */
const takenLate = (late: (i: number) => number) =>
  TIMES.map((time, i) => ({ time: time + late(i), readings: COUNTS[i] ?? 0 }));

describe('the lag from send to store', () => {
  it('is the time between the two curves at the same reading', () => {
    expect(
      lagOf(
        SENT,
        takenLate(() => 7),
      ),
    ).toEqual({ p50: 7, p95: 7, first: 7, last: 7 });
  });

  it('counts readings and not moments: one burst of many is most of them', () => {
    const sent = { ...SENT, times: [0, 10, 20], counts: [1, 2, 100] };
    const taken = [
      { time: 1, readings: 1 },
      { time: 11, readings: 2 },
      { time: 60, readings: 100 },
    ];
    expect(lagOf(sent, taken).p50).toBe(40);
  });

  it('shows a queue that grows in what the last quarter waits more than the first', () => {
    const { first, last } = lagOf(
      SENT,
      takenLate((i) => i * 5),
    );
    expect(last - first).toBeGreaterThan(300);
  });

  it('is without end for what never arrived', () => {
    expect(lagOf(SENT, takenLate(() => 7).slice(0, 50)).p95).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a quantile', () => {
  it('is the value below which that share of the weight lies, and none of nothing', () => {
    expect(quantile([5, 1, 3], 0.5)).toBe(3);
    expect(quantile([1, 2, 3], 0.5, [1, 1, 8])).toBe(3);
    expect(quantile([], 0.95)).toBeNaN();
  });
});

describe('what was taken by a moment', () => {
  it('is what the last look before it found, and nothing before the first', () => {
    const taken = takenLate(() => 0);
    expect(takenBy(taken, 1015)).toBe(20);
    expect(takenBy(taken, 999)).toBe(0);
  });
});

describe('a window', () => {
  it('is held when all that was due was sent and taken in, in time', () => {
    expect(
      verdictOn(
        SENT,
        takenLate(() => 20),
        0,
      ),
    ).toMatchObject({
      taken: 1000,
      senderFellShort: false,
      receiverFellShort: false,
      held: true,
    });
  });

  it('says nothing when less was sent than was due', () => {
    const verdict = verdictOn(
      { ...SENT, due: 3000 },
      takenLate(() => 20),
      0,
    );
    expect(verdict).toMatchObject({ senderFellShort: true, receiverFellShort: false, held: false });
  });

  it('is not held, and measured at another rate, when readings were lost', () => {
    expect(
      verdictOn(
        SENT,
        takenLate(() => 20),
        1,
      ),
    ).toMatchObject({ receiverFellShort: true, held: false });
  });

  it('was measured at another rate when a queue was left at its end, though it was taken in later', () => {
    const verdict = verdictOn(
      SENT,
      takenLate((i) => i * 10),
      0,
    );
    expect(verdict).toMatchObject({ receiverFellShort: true, held: false });
    expect(verdict.taken).toBeLessThan(700);
  });

  it('is not held with a lag that is steady and too long, but all was taken in at its rate', () => {
    const late = takenLate((i) => (i > 50 && i < 80 ? 260 : 200));
    expect(verdictOn(SENT, late, 0)).toMatchObject({ receiverFellShort: false, held: false });
  });
});
