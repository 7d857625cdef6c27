import { expect, it } from 'vitest';
import { answerTo } from './answer.ts';

it('says why nothing was sent, and the same words anew at each press, since what stays the same is not read out', () => {
  const first = answerTo('Bridge is offline.', false, '');
  expect(first).toBe('Bridge is offline. Nothing was sent.');
  const second = answerTo('Bridge is offline.', false, first);
  expect(second).not.toBe(first);
  expect(second.trim()).toBe(first);
  expect(answerTo('Bridge is offline.', false, second)).toBe(first);
});

it('does not say that nothing was sent while an order is under way', () => {
  expect(answerTo('Waiting for the device to report.', true, '')).toBe('Waiting for the device to report.');
});
