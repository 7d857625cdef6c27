import { beforeEach, expect, it, vi } from 'vitest';

let { isSecondClick } = await import('./second-click.ts');

beforeEach(async () => {
  // It remembers the last click.
  vi.resetModules();
  ({ isSecondClick } = await import('./second-click.ts'));
});

function click(timeStamp: number, more: { detail?: number; clientX?: number; pointerType?: string } = {}) {
  const { detail = 1, clientX = 100, pointerType = 'touch' } = more;
  return isSecondClick({ detail, timeStamp, clientX, clientY: 100, nativeEvent: { pointerType } });
}

it('The second click of a double click is known by its count', () => {
  expect(click(1_000, { pointerType: 'mouse' })).toBe(false);
  expect(click(1_200, { pointerType: 'mouse', detail: 2 })).toBe(true);
});

it('The second tap at a place is known by how soon it comes where taps are not counted', () => {
  expect(click(1_000)).toBe(false);
  expect(click(1_300, { clientX: 110 })).toBe(true);
  expect(click(1_600)).toBe(true);
  expect(click(1_950)).toBe(false);
  expect(click(2_000, { clientX: 150 })).toBe(false);
});

it('A click counts as a tap where its browser does not say what it was made with', () => {
  const one = { detail: 1, clientX: 5, clientY: 5, nativeEvent: {} };
  expect(isSecondClick({ ...one, timeStamp: 1_000 })).toBe(false);
  expect(isSecondClick({ ...one, timeStamp: 1_100 })).toBe(true);
});

it('Clicks without a time are never second ones', () => {
  const one = { detail: 1, timeStamp: 0, clientX: 0, clientY: 0, nativeEvent: {} };
  expect([isSecondClick(one), isSecondClick(one)]).toEqual([false, false]);
});

it('Clicks that a mouse makes one by one, or a key, are never second ones', () => {
  const mouse = { pointerType: 'mouse' };
  expect([click(1_000, mouse), click(1_100, mouse)]).toEqual([false, false]);
  const key = { detail: 0, pointerType: '', clientX: 0 };
  expect([click(2_000), click(2_010, key), click(2_020, key)]).toEqual([false, false, false]);
  // Nor do they hide a second tap.
  expect(click(2_300)).toBe(true);
});
