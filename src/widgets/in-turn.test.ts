import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inTurn } from './in-turn.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('tiles that become ready at once', () => {
  it('are drawn in their order, each in a task of its own', () => {
    const drawn: string[] = [];
    for (const tile of ['a', 'b', 'c']) inTurn(() => drawn.push(tile));
    expect(drawn).toEqual([]);
    for (const expected of [['a'], ['a', 'b'], ['a', 'b', 'c']]) {
      vi.advanceTimersToNextTimer();
      expect(drawn).toEqual(expected);
    }
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are left out where they are gone by then, and the others do not wait for them', () => {
    const drawn: string[] = [];
    const giveUp = inTurn(() => drawn.push('a'));
    inTurn(() => drawn.push('b'));
    giveUp();
    vi.runAllTimers();
    expect(drawn).toEqual(['b']);
    inTurn(() => drawn.push('c'))();
    inTurn(() => drawn.push('d'));
    vi.runAllTimers();
    expect(drawn).toEqual(['b', 'd']);
  });
});
