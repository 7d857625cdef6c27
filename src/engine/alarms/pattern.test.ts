import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matcher } from './pattern.ts';

it.each([
  ['thermometer/*', 'thermometer/i2c0-48', true],
  ['thermometer/*', 'a thermometer/i2c0-48', false],
  ['*', '', true],
  ['*/temperature', 'a/b/temperature', true],
  ['a*a', 'a', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*bc', 'abc', false],
  ['relay', 'relay', true],
  ['relay', 'relay/1', false],
  ['x.y', 'x-y', false],
])('takes %j for %j: %s', (pattern, name, fits) => {
  expect(matcher(pattern)(name)).toBe(fits);
});

it('fits what a regular expression of the same meaning fits', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
  const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
  fc.assert(
    fc.property(text, name, (pattern, candidate) => {
      const meant = new RegExp(`^${pattern.replaceAll('*', '[^]*')}$`);
      expect(matcher(pattern)(candidate)).toBe(meant.test(candidate));
    }),
    { numRuns: 2_000 },
  );
});
