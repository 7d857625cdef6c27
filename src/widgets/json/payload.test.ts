import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPayload } from './payload.ts';

it('reads any JSON that is typed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(readPayload(JSON.stringify(value))).toEqual({ value: JSON.parse(JSON.stringify(value)) });
    }),
  );
});

it('says what is wrong with anything else and never throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readPayload(text);
      expect('value' in read || read.problem.length > 0).toBe(true);
    }),
  );
  expect(readPayload(' ')).toEqual({ problem: expect.stringContaining('first') });
  expect(readPayload("{'a': 1}")).toEqual({ problem: expect.stringContaining('not JSON') });
});

it('says where it goes wrong, and quotes nothing of it: it may hold credentials', () => {
  expect(readPayload('{"password": hunter2}')).toEqual({
    problem: 'This is not JSON: it goes wrong at line 1, column 14. Correct it there.',
  });
  expect(readPayload('{"password": "hunter2"')).toEqual({
    problem: 'This is not JSON: it ends too early. Correct it there.',
  });
});
