import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actedAt } from '../../live/index.ts';
import { HoldTimer, ignoreRepeats } from './hold.ts';

describe('holding', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function setUp() {
    const act = vi.fn();
    const timer = new HoldTimer((ms, work) => {
      const handle = setTimeout(work, ms);
      return () => clearTimeout(handle);
    });
    return { act, timer };
  }

  it('acts once, after one second', () => {
    const { act, timer } = setUp();
    timer.begin(act, () => true);
    vi.advanceTimersByTime(999);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5_000);
    expect(act).toHaveBeenCalledOnce();
  });

  it('that is given up does nothing, and begins anew from nothing', () => {
    const { act, timer } = setUp();
    timer.begin(act, () => true);
    vi.advanceTimersByTime(900);
    timer.giveUp();
    timer.begin(act, () => true);
    vi.advanceTimersByTime(900);
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(act).toHaveBeenCalledOnce();
  });

  it('is counted from its second, however late the page gets to it', () => {
    const { timer } = setUp();
    const times: number[] = [];
    const begun = Date.now();
    timer.begin(
      () => times.push(actedAt()),
      () => true,
    );
    vi.setSystemTime(begun + 3_000);
    vi.advanceTimersByTime(1_000);
    expect(times).toEqual([begun + 1_000]);
    expect(actedAt()).toBe(begun + 4_000);
  });

  it('is begun once, however many fingers there are', () => {
    const { act, timer } = setUp();
    expect(timer.begin(act, () => true)).toBe(true);
    expect(timer.begin(act, () => true)).toBe(false);
    vi.advanceTimersByTime(3_000);
    expect(act).toHaveBeenCalledOnce();
  });

  it('does nothing where what is held has gone from under the finger', () => {
    const { act, timer } = setUp();
    let isThere = true;
    timer.begin(act, () => isThere);
    vi.advanceTimersByTime(500);
    isThere = false;
    vi.advanceTimersByTime(5_000);
    expect(act).not.toHaveBeenCalled();
    expect(timer.begin(act, () => true)).toBe(true);
  });
});

it('A key that is held down is one press, and each press is one', () => {
  const press = (key: string, repeat: boolean) => {
    const preventDefault = vi.fn();
    ignoreRepeats({ key, repeat, preventDefault });
    return preventDefault.mock.calls.length === 0;
  };
  expect([press('Enter', false), press('Enter', true), press(' ', true)]).toEqual([true, false, false]);
  expect([press('Enter', false), press('Tab', true)]).toEqual([true, true]);
});
