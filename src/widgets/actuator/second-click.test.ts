import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let { isSecondClick } = await import('./second-click.ts');

beforeEach(async () => {
  // It remembers the last click.
  vi.resetModules();
  ({ isSecondClick } = await import('./second-click.ts'));
  seen = one;
  vi.stubGlobal('document', { elementFromPoint: () => seen });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** What is seen at the place of the last click. */
let seen: unknown;

function control() {
  const itself = { contains: (other: unknown): boolean => other === itself };
  return itself;
}
const one = control();

interface Made {
  readonly detail?: number;
  readonly clientX?: number;
  readonly pointerType?: string;
  readonly currentTarget?: ReturnType<typeof control>;
}

function click(timeStamp: number, more: Made = {}) {
  const { detail = 1, clientX = 100, pointerType = 'touch', currentTarget = one } = more;
  return isSecondClick({
    detail,
    timeStamp,
    clientX,
    clientY: 100,
    nativeEvent: { pointerType },
    currentTarget,
  });
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
  const tap = { detail: 1, clientX: 5, clientY: 5, nativeEvent: {}, currentTarget: one };
  expect(isSecondClick({ ...tap, timeStamp: 1_000 })).toBe(false);
  expect(isSecondClick({ ...tap, timeStamp: 1_100 })).toBe(true);
});

it('Clicks without a time are never second ones', () => {
  const tap = { detail: 1, timeStamp: 0, clientX: 0, clientY: 0, nativeEvent: {}, currentTarget: one };
  expect([isSecondClick(tap), isSecondClick(tap)]).toEqual([false, false]);
});

it('Clicks that a mouse makes one by one, or a key, are never second ones', () => {
  const mouse = { pointerType: 'mouse' };
  expect([click(1_000, mouse), click(1_100, mouse)]).toEqual([false, false]);
  const key = { detail: 0, pointerType: '', clientX: 0 };
  expect([click(2_000), click(2_010, key), click(2_020, key)]).toEqual([false, false, false]);
  // Nor do they hide a second tap.
  expect(click(2_300)).toBe(true);
});

it('A tap on one control and a quick one on its neighbour are two orders', () => {
  const neighbour = control();
  expect(click(1_000)).toBe(false);
  expect(click(1_200, { clientX: 120, currentTarget: neighbour })).toBe(false);
  seen = neighbour;
  expect(click(1_300, { clientX: 120, currentTarget: neighbour })).toBe(true);
});

it('A quick tap on a control that has come to where the first one was, or lies over it, is a second one', () => {
  expect(click(1_000)).toBe(false);
  const other = control();
  seen = other;
  expect(click(1_200, { currentTarget: other })).toBe(true);
  seen = null;
  expect(click(1_300)).toBe(true);
});
