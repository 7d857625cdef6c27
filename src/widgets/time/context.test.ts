import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { chooseSaver } from '../../live/index.ts';
import { navigatorOf } from './context.ts';
import { createNavigator } from './navigator.ts';

const MINUTE = 60_000;
const page = (minutes: number) => createNavigator({ spanMs: minutes * MINUTE, until: null });
const lengthOf = (...given: Parameters<typeof navigatorOf>) =>
  navigatorOf(...given).store.getState().range.spanMs / MINUTE;

beforeEach(() => vi.stubGlobal('navigator', {}));
afterEach(() => {
  chooseSaver('auto');
  vi.unstubAllGlobals();
});

it('A chart has its own length, where it has one, and otherwise the page’s', () => {
  chooseSaver('off');
  expect(lengthOf(page(5), '1h')).toBe(60);
  expect(lengthOf(page(5), undefined)).toBe(5);
  expect(lengthOf(null, '15m')).toBe(15);
  expect(lengthOf(null, undefined)).toBe(5);
});

it('A long one of its own is that of the page where data is saved, so that it begins short and more can be chosen', () => {
  chooseSaver('on');
  expect(lengthOf(page(1), '24h')).toBe(1);
  expect(lengthOf(page(60), '24h')).toBe(60);
  expect(lengthOf(page(5), '30s')).toBe(0.5);
  expect(lengthOf(null, '24h')).toBe(1);
});
