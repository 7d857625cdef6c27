import { expect, it } from 'vitest';
import { messageOf } from './message.ts';

it('shows what a job says, but no secret', () => {
  expect(messageOf({ value: 'Baking the second tray' })).toBe('Baking the second tray');
  expect(messageOf({ value: 'calling with token=hunter2' })).toBe('calling with token=[left out]');
  for (const value of [null, 40, true]) expect(messageOf({ value })).toBe('');
  expect(messageOf(undefined)).toBe('');
});
