import { expect, it } from 'vitest';
import { messageOf } from './message.ts';

const said = (value: string | number | boolean | null, stale = false) => ({ value, at: 1_000, stale });

it('shows what a job says, but no secret', () => {
  expect(messageOf(said('Baking the second tray'), 61_000)).toBe('Baking the second tray');
  expect(messageOf(said('calling with token=hunter2'), 61_000)).toBe('calling with token=[left out]');
  for (const value of [null, 40, true, '']) expect(messageOf(said(value), 61_000)).toBe('');
  expect(messageOf(undefined, 61_000)).toBe('');
});

it('says of what a job said before its link broke how long ago that was', () => {
  expect(messageOf(said('Baking', true), 61_000)).toBe('1 min ago, stale: Baking');
  expect(messageOf({ ...said('Baking', true), latest: 31_000 }, 61_000)).toBe('30 s ago, stale: Baking');
  expect(messageOf(said('', true), 61_000)).toBe('');
});
