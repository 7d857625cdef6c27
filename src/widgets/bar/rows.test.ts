import { expect, it } from 'vitest';
import { barRow } from './rows.ts';

const INFO = { unit: '℃', decimals: 1, staleAfterMs: 30_000 };

it('A bar whose series is dead has another colour than those that live, and says how old it is', () => {
  const live = barRow('Office', INFO, { time: 60_000, value: 21.5 }, 61_000);
  expect(live).toMatchObject({ value: 21.5, stale: false, text: '21.5 ℃', age: '', words: 'Office: 21.5 ℃' });
  const dead = barRow('Lab', INFO, { time: 0, value: 19 }, 61_000);
  expect(dead).toMatchObject({
    value: 19,
    stale: true,
    text: '19.0 ℃',
    age: '(old, 1 min)',
    words: 'Lab: 19.0 ℃, 1 min ago, stale',
  });
  expect(dead.fill).not.toBe(live.fill);
});

it('There is no bar where there is no reading, and that is said', () => {
  const none = barRow('Lab', undefined, { time: Number.NaN, value: Number.NaN }, 61_000);
  expect(none).toMatchObject({ value: null, stale: false, text: 'no reading', words: 'Lab: no reading' });
});

it('A value that nothing is known of yet does not look live: how long it holds is told soon', () => {
  const first = barRow('Lab', undefined, { time: 0, value: 19 }, 61_000);
  expect(first).toMatchObject({ value: null, text: 'no reading' });
});
