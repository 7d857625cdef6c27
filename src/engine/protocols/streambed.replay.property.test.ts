import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REGISTERED, read, start } from './streambed.fixture.ts';

/** A server whose compacted log keeps the last ten readings, and a page whose link to it is cut and opened at random. */
type Step =
  | { readonly kind: 'emit'; readonly value: number }
  | { readonly kind: 'cut' }
  /**
   * `cutAfter`: the link breaks within the replay, after so many values; else it stalls after `stallsAfter` of them, and after each of the next, as
   * often as there are `pauses`, ms.
   */
  | {
      readonly kind: 'open';
      readonly stallsAfter: number;
      readonly pauses: readonly number[];
      readonly cutAfter: number;
    };

/** Whether the values agree at a place that leaves fewer than `missing` new ones: then nobody can tell how many are new. */
function fitsEarlier(before: readonly number[], log: readonly number[], missing: number): boolean {
  for (let fresh = Math.max(0, log.length - before.length); fresh < Math.min(missing, log.length); fresh++) {
    const overlap = log.length - fresh;
    if (before.slice(-overlap).join() === log.slice(0, overlap).join()) return true;
  }
  return false;
}

function run(steps: readonly Step[]) {
  const { context, session, receive, sink } = start();
  const emitted: number[] = [];
  let open = false;
  let knownCount = 0;
  let ambiguous = false;
  let missed = false;

  for (const step of steps) {
    if (step.kind === 'emit') {
      emitted.push(step.value);
      if (open) {
        receive(read(step.value));
        knownCount = emitted.length;
      }
    } else if (step.kind === 'cut') {
      if (open) session.closed('1', { code: 1000, reason: '', wasOpen: true });
      open = false;
    } else if (!open) {
      const log = emitted.slice(-10);
      const whole = step.cutAfter >= log.length;
      const stall = (at: number) => context.pass(step.pauses[at - step.stallsAfter] ?? 0);
      session.opened('1');
      receive(REGISTERED);
      for (const [at, value] of log.entries()) {
        if (at === step.cutAfter) break;
        if (whole) stall(at);
        receive(read(value));
      }
      if (whole) stall(log.length);
      if (whole) {
        if (knownCount > 0) {
          const before = emitted.slice(Math.max(0, knownCount - 10), knownCount);
          const missing = emitted.length - knownCount;
          if (missing > 10) missed = true;
          // None of it is known, and it stalls: what came before that may be of a log that has begun anew since.
          if (missing === 10 && step.pauses.includes(6_000)) missed = true;
          if (fitsEarlier(before, log, missing)) ambiguous = true;
        }
        context.pass(400);
        knownCount = emitted.length;
        open = true;
      } else {
        session.closed('1', { code: 1006, reason: '', wasOpen: true });
      }
    }
    if (open) context.pass(300);
  }
  // Each list of history takes the place of the one before.
  const appended = [...(sink.histories.at(-1)?.values ?? []), ...sink.readings.map(({ value }) => value)];
  return { emitted: emitted.slice(0, knownCount), appended, ambiguous, missed };
}

/** @param stalls of an opening, at most @param isLong so many steps that a log of ten is known when it is replayed */
function steps(values: fc.Arbitrary<number>, stalls = 1, isLong = false): fc.Arbitrary<Step[]> {
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: values.map((value) => ({ kind: 'emit', value }) as const) },
      { weight: 1, arbitrary: fc.constant({ kind: 'cut' } as const) },
      {
        weight: 2,
        arbitrary: fc
          .record({
            stallsAfter: fc.nat(12),
            pauses: fc.array(fc.constantFrom(400, 1_100, 6_000), { maxLength: stalls }),
            cutAfter: fc.oneof(fc.nat(12), fc.constant(99)),
          })
          .map((one) => ({ kind: 'open', ...one }) as const),
      },
    ),
    { maxLength: 80, ...(isLong && { size: 'max' }) },
  );
}

describe('the replay of a stream', () => {
  it('never adds more than was emitted, however often values repeat and streams stall', () => {
    fc.assert(
      fc.property(steps(fc.nat(2)), (script) => {
        const { emitted, appended } = run(script);
        expect(appended.length).toBeLessThanOrEqual(emitted.length);
      }),
      { numRuns: 500 },
    );
  });

  it('adds exactly what was emitted whenever the values tell', () => {
    let told = 0;
    fc.assert(
      fc.property(steps(fc.nat(3)), (script) => {
        const { emitted, appended, ambiguous, missed } = run(script);
        if (ambiguous || missed) return;
        told += 1;
        // Readings older than the first replay were never sent to this page.
        expect(appended).toEqual(emitted.slice(emitted.length - appended.length));
      }),
      { numRuns: 500 },
    );
    expect(told).toBeGreaterThan(50);
  });

  it('adds every reading once when no value repeats within the log, however often streams stall', () => {
    let next = 0;
    const rising = fc.constant(0).map(() => next++);
    fc.assert(
      fc.property(steps(rising, 3, true), (script) => {
        const { emitted, appended, missed } = run(script);
        if (!missed) expect(appended).toEqual(emitted.slice(emitted.length - appended.length));
        expect(new Set(appended).size).toBe(appended.length);
      }),
      { numRuns: 500 },
    );
  });
});
