import { expect, it } from 'vitest';
import { valueText } from './value-text.ts';

it('A state of which nothing is known is neither on nor off', () => {
  const state = { kind: 'state', decimals: 0 } as const;
  expect(valueText(state, Number.NaN)).toBe('–');
  expect(valueText(state, 0)).toBe('off');
  expect(valueText(state, 1)).toBe('on');
  expect(valueText({ kind: 'number', decimals: 1 }, Number.NaN)).toBe('–');
});
