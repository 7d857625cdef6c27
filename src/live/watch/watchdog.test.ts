import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Watchdog } from './watchdog.ts';

/** Looks once a second for some seconds. @returns after how many it took the engine for lost; null when it did not */
function lookFor(dog: Watchdog, from: number, seconds: number): number | null {
  for (let n = 1; n <= seconds; n++) if (dog.look(from + n * 1000) === 'lost') return n;
  return null;
}

describe('the watchdog', () => {
  it('takes an engine that has not answered for a quarter of a minute for lost', () => {
    const dog = new Watchdog(0);
    dog.look(1000);
    dog.heard();
    expect(lookFor(dog, 1000, 100)).toBe(17);
  });

  it('gives an engine that has only been started a minute', () => {
    expect(lookFor(new Watchdog(0), 0, 100)).toBe(62);
  });

  it('asks for one sign of life at a time', () => {
    const dog = new Watchdog(0);
    expect([1, 2, 3].map((n) => dog.look(n * 1000))).toEqual(['ask', 'wait', 'wait']);
    dog.heard();
    expect(dog.look(4000)).toBe('ask');
  });

  it('never takes an engine for lost that answers, however late the page looks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 86_400_000 })), (steps) => {
        const dog = new Watchdog(0);
        let now = 0;
        for (const step of steps) {
          now += step;
          expect(dog.look(now)).not.toBe('lost');
          dog.heard();
        }
      }),
    );
  });

  it('does not count the time in which the page itself stood still: asleep, or hidden', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 * 86_400_000 }), { maxLength: 7 }),
        fc.boolean(),
        (steps, hasAnswered) => {
          const dog = new Watchdog(0);
          if (hasAnswered) dog.heard();
          let now = 0;
          dog.look(now);
          for (const step of steps) {
            now += step;
            expect(dog.look(now)).toBe('wait');
          }
        },
      ),
    );
  });

  it('is not misled by a clock that goes back', () => {
    const dog = new Watchdog(10_000);
    dog.look(11_000);
    expect(dog.look(0)).toBe('wait');
    expect(lookFor(dog, 0, 100)).not.toBeNull();
  });
});
