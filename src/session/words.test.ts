import { expect, it } from 'vitest';
import { words } from './words.ts';

function refusal(error: string, error_description: string): Error {
  return Object.assign(new Error(error), { name: 'ErrorResponse', error, error_description });
}

it('says what the provider says, but no code that it repeats, and not without end', () => {
  expect(words(refusal('invalid_scope', 'There is no scope "x"'))).toBe(
    'The sign-in service refused: invalid_scope (There is no scope "x"). Try again.',
  );
  const token = `eyJhbGciOiJSUzI1NiJ9.${'hunter2'.repeat(20)}.x-y_z`;
  expect(words(refusal('invalid_request', `The token ${token} is unknown`))).toBe(
    'The sign-in service refused: invalid_request (The token … is unknown). Try again.',
  );
  expect(words(refusal('access_denied', 'no '.repeat(10_000))).length).toBeLessThan(400);
});

it.each(['SecurityError', 'QuotaExceededError'])(
  'blames the browser, and not the network, where it keeps nothing (%s)',
  (name) => expect(words(new DOMException('Access is denied', name))).toContain('Allow site data'),
);
