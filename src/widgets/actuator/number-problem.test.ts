import { expect, it } from 'vitest';
import { numberProblem } from './number-problem.ts';

it.each([
  ['5', ''],
  ['0', ''],
  ['-1', 'The least it takes is 0.'],
  ['100.5', 'The most it takes is 100.'],
  ['', 'Type a number first.'],
  ['1e400', 'This is not a number.'],
  ['five', 'This is not a number.'],
])('answers %j with %j', (text, problem) => {
  expect(numberProblem(text, { min: 0, max: 100 })).toBe(problem);
});

it.each([
  ['0.3', 0.1, undefined, ''],
  ['0.35', 0.1, undefined, 'It takes steps of 0.1.'],
  ['7', 5, 2, ''],
  ['5', 5, 2, 'It takes steps of 5.'],
  ['-20', 10, undefined, ''],
])('answers %j in steps of %d from %j with %j', (text, step, min, problem) => {
  expect(numberProblem(text, { step, min })).toBe(problem);
});
