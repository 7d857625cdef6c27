import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Slide } from './slide.ts';

const BOX = { top: 100, bottom: 148 };

/** A slide of pointer 1 that began at 40. */
function begun(): Slide {
  const slide = new Slide();
  expect(slide.begin(1, 40, BOX)).toBe(true);
  return slide;
}

describe('a slide', () => {
  it('orders where it was let go, and nothing on the way', () => {
    const slide = begun();
    expect([50, 60, 70].map((value) => slide.at(value))).toEqual([50, 60, 70]);
    expect(slide.end(1)).toBe(70);
    expect(slide.end(1)).toBeUndefined();
  });

  it('orders nothing where it was let go where it began', () => {
    const slide = begun();
    slide.at(70);
    slide.at(40);
    expect(slide.end(1)).toBeNull();
  });

  it('is given up far above or below, and taken up again by coming back', () => {
    const slide = begun();
    slide.at(70);
    expect(slide.move(1, 148 + 57)).toBe(true);
    expect(slide.shown()).toBeNull();
    expect(slide.at(75)).toBeNull();
    expect(slide.move(1, 120)).toBe(true);
    expect(slide.shown()).toBe(75);
    expect(slide.move(1, 121)).toBe(false);
    slide.move(1, 100 - 57);
    expect(slide.end(1)).toBeNull();
  });

  it('that was withdrawn stays so until it is let go', () => {
    const slide = begun();
    slide.at(70);
    slide.withdraw();
    expect(slide.shown()).toBeNull();
    expect(slide.move(1, 120)).toBe(false);
    expect(slide.end(1)).toBeNull();
    expect(slide.begin(2, 40, BOX)).toBe(true);
    slide.at(50);
    expect(slide.end(2)).toBe(50);
  });

  it('belongs to one finger', () => {
    const slide = begun();
    expect(slide.begin(2, 40, BOX)).toBe(false);
    slide.at(70);
    expect(slide.move(2, 1_000)).toBe(false);
    expect(slide.end(2)).toBeUndefined();
    expect(slide.end(1)).toBe(70);
  });

  it('orders at most once, and only what was shown when it was let go', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('at' as const), value: fc.integer({ min: 0, max: 100 }) }),
      fc.record({ kind: fc.constant('move' as const), value: fc.integer({ min: 0, max: 300 }) }),
      fc.record({ kind: fc.constant('withdraw' as const), value: fc.constant(0) }),
      fc.record({ kind: fc.constant('end' as const), value: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const slide = begun();
        const orders: number[] = [];
        let shown: number | null = 40;
        for (const { kind, value } of steps) {
          if (kind === 'end') {
            const ordered = slide.end(1);
            if (typeof ordered === 'number') orders.push(ordered);
            if (typeof ordered === 'number') expect(ordered).toBe(shown);
          } else if (kind === 'at') shown = slide.at(value);
          else {
            if (kind === 'move') slide.move(1, value);
            else slide.withdraw();
            shown = slide.shown();
          }
        }
        expect(orders.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
