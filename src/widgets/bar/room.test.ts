import { expect, it } from 'vitest';
import { LABELS_WIDTH, roomBeside } from './room.ts';

const PHONE = 280;
const DESK = 600;

it('Bars have at least half of what is beside their names, however narrow the chart is and however old they are', () => {
  for (const isAnyStale of [true, false])
    for (let width = 0; width <= 1_000; width += 20) {
      const beside = Math.max(0, width - LABELS_WIDTH);
      expect(beside - roomBeside(width, isAnyStale).px, `${width} px`).toBeGreaterThanOrEqual(beside / 2);
    }
});

it('Ages stand beside their numbers where there is room for both, else below them', () => {
  expect(roomBeside(DESK, true)).toEqual({ px: 160, isForTwoLines: false });
  expect(roomBeside(PHONE, true)).toEqual({ px: 84, isForTwoLines: true });
  for (const width of [DESK, PHONE])
    expect(roomBeside(width, false)).toEqual({ px: 84, isForTwoLines: false });
});
