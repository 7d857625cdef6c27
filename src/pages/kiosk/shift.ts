/** All is moved by so many CSS pixels at most, in each direction. */
export const SHIFT_PX = 4;
const SIDE = 2 * SHIFT_PX + 1;
const ROUND = 2 * SIDE * SIDE - 2;

/**
 * Where everything stands at a time, so that no edge burns into the screen: row by row through a square of nine by nine pixels and the
 * same way back, one pixel a step.
 * @param now ms; of any clock that goes on
 * @param everyMs length of a step
 */
export function shiftAt(now: number, everyMs: number): { readonly x: number; readonly y: number } {
  const step = ((Math.floor(now / everyMs) % ROUND) + ROUND) % ROUND;
  const place = step < SIDE * SIDE ? step : ROUND - step;
  const row = Math.floor(place / SIDE);
  const along = place % SIDE;
  return { x: (row % 2 === 0 ? along : SIDE - 1 - along) - SHIFT_PX, y: row - SHIFT_PX };
}
