import { expect, it } from 'vitest';
import { isSeen } from './on-screen.ts';

it('An element is where the last of several changes left it that the page hears of at once', () => {
  const told = (...seen: readonly boolean[]) => isSeen(seen.map((isIntersecting) => ({ isIntersecting })));
  expect([told(false, true), told(true, false), told()]).toEqual([true, false, false]);
});
