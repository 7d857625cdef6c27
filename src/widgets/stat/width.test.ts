import { expect, it } from 'vitest';
import { emsWide } from './width.ts';

it('A number as long as most leaves a fifth of the tile to each em, and a longer one less', () => {
  expect(100 / emsWide('21.4', '℃')).toBeGreaterThan(20);
  expect(100 / emsWide('20.724688', '℃')).toBeLessThan(16);
  expect(emsWide('1,234', '')).toBeLessThan(emsWide('1,234', 'kWh'));
});
