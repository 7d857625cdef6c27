import { describe, expect, it } from 'vitest';
import { createNavigator } from './navigator.ts';

const LIVE = { spanMs: 60_000, until: null };
const PAST = { spanMs: 5_000, until: 100_000 };

describe('the navigator', () => {
  it('leads back from zooming to what was chosen', () => {
    const navigator = createNavigator(LIVE);
    navigator.show(PAST);
    expect(navigator.store.getState().range).toEqual(PAST);
    navigator.reset();
    expect(navigator.store.getState().range).toEqual(LIVE);
  });

  it('goes back to the live edge as wide as was chosen before a look at the past', () => {
    const navigator = createNavigator(LIVE);
    navigator.show(PAST);
    navigator.goLive();
    expect(navigator.store.getState()).toEqual({ range: LIVE, home: LIVE });
  });

  it('keeps a live window as wide as it was made', () => {
    const navigator = createNavigator(LIVE);
    navigator.show({ spanMs: 20_000, until: null });
    navigator.pause(500_000);
    expect(navigator.store.getState().range).toEqual({ spanMs: 20_000, until: 500_000 });
    navigator.goLive();
    expect(navigator.store.getState().range).toEqual({ spanMs: 20_000, until: null });
  });

  it('undoes zooming within a pause without ending the pause', () => {
    const navigator = createNavigator(LIVE);
    navigator.pause(100_000);
    navigator.show(PAST);
    navigator.reset();
    expect(navigator.store.getState().range).toEqual({ spanMs: 60_000, until: 100_000 });
  });

  it('tells of no change where there is none', () => {
    const navigator = createNavigator(LIVE);
    let changes = 0;
    navigator.store.subscribe(() => {
      changes += 1;
    });
    navigator.show({ ...LIVE });
    expect(changes).toBe(0);
  });
});

describe('the shared cursor', () => {
  it('is where the last one pointed, and goes only when that one leaves', () => {
    const { cursor } = createNavigator(LIVE);
    const [left, right] = [{}, {}];
    const seen: (number | null)[] = [];
    const leave = cursor.subscribe(() => seen.push(cursor.time));
    cursor.point(left, 1);
    cursor.point(right, 2);
    cursor.point(left, null);
    expect(cursor.time).toBe(2);
    cursor.point(right, null);
    leave();
    cursor.point(left, 3);
    expect(seen).toEqual([1, 2, null]);
  });
});
