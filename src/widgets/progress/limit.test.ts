import { expect, it } from 'vitest';
import { limitOf } from './limit.ts';

const LIVE = { staleAfterMs: 30_000 };
const PAST = { staleAfterMs: Number.NEGATIVE_INFINITY };

it('Nothing more is expected of a job that is done while its link is up, and of one that runs reports are', () => {
  expect(limitOf(LIVE, true, true)).toBe(Number.POSITIVE_INFINITY);
  expect(limitOf(LIVE, false, true)).toBe(30_000);
});

it('A job that was done before its link broke, before the page was loaded or in a recording is not done as if it were now', () => {
  expect(limitOf(LIVE, true, false)).toBe(30_000);
  for (const isOnline of [true, false]) expect(limitOf(PAST, true, isOnline)).toBe(Number.NEGATIVE_INFINITY);
});

it('A job that nothing has been heard of has no limit', () => {
  expect(limitOf(undefined, false, true)).toBe(Number.POSITIVE_INFINITY);
});
