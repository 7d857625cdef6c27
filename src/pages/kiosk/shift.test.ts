import { expect, it } from 'vitest';
import { SHIFT_PX, shiftAt } from './shift.ts';

const MINUTE = 60_000;
const places = Array.from({ length: 400 }, (_, step) => shiftAt(step * MINUTE, MINUTE));

it('moves by one pixel a step, so that nobody sees it', () => {
  places.slice(1).forEach(({ x, y }, index) => {
    const before = places[index] ?? { x: Number.NaN, y: Number.NaN };
    expect(Math.abs(x - before.x) + Math.abs(y - before.y)).toBe(1);
  });
});

it('stands at every place of its square within three hours, and nowhere else', () => {
  const seen = new Set(places.slice(0, 180).map(({ x, y }) => `${x} ${y}`));
  expect(seen.size).toBe((2 * SHIFT_PX + 1) ** 2);
  for (const { x, y } of places) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(SHIFT_PX);
});

it('stays where it is within a step, and has a place at any time', () => {
  expect(shiftAt(MINUTE + 1, MINUTE)).toEqual(shiftAt(2 * MINUTE - 1, MINUTE));
  expect(Math.abs(shiftAt(-5 * MINUTE, MINUTE).x)).toBeLessThanOrEqual(SHIFT_PX);
});
