import { expect, it } from 'vitest';
import { limitOf } from './limit.ts';

const LIVE = { staleAfterMs: 30_000 };
const PAST = { staleAfterMs: Number.NEGATIVE_INFINITY };
const UP = { status: 'online', since: 10_000 } as const;
const DOWN = { status: 'reconnecting', since: 10_000 } as const;

it('Nothing more is expected of a job that is done while its link is up, and of one that runs reports are', () => {
  for (const doneAt of [10_000, 15_000]) expect(limitOf(LIVE, doneAt, UP)).toBe(Number.POSITIVE_INFINITY);
  expect(limitOf(LIVE, null, UP)).toBe(30_000);
});

it('A job that was done before its link broke, before the page was loaded or in a recording is not done as if it were now', () => {
  expect(limitOf(LIVE, 5_000, DOWN)).toBe(30_000);
  for (const link of [UP, DOWN, undefined])
    expect(limitOf(PAST, 15_000, link)).toBe(Number.NEGATIVE_INFINITY);
});

it('A job that was done before its link came back may have been followed by one that nobody saw', () => {
  expect(limitOf(LIVE, 5_000, UP)).toBe(30_000);
});

it('A job that nothing has been heard of has no limit', () => {
  expect(limitOf(undefined, null, UP)).toBe(Number.POSITIVE_INFINITY);
});
