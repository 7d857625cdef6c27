import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActuatorDomain } from '../../model/catalogue.ts';
import type { Json } from '../../model/command.ts';
import { invalidity, isBoundedJson } from './validation.ts';

describe('a value is taken', () => {
  const cases: readonly [string, ActuatorDomain, readonly Json[], readonly Json[]][] = [
    ['on or off', { type: 'boolean' }, [true, false], [1, 0, 'on', 'true', null, {}]],
    [
      'one of a choice',
      { type: 'choice', options: ['off', 'on'] },
      ['off', 'on'],
      ['', 'ON', 1, true, ['on']],
    ],
    ['a number', { type: 'number' }, [0, -1.5, 1e300], ['1', true, null, [1]]],
    ['a number in bounds', { type: 'number', min: 5, max: 30 }, [5, 30, 21.37], [4.999, 30.001]],
    ['a number in steps', { type: 'number', min: 5, step: 0.1 }, [5, 5.3, 21.3, 29.9], [5.05, 21.34]],
    ['a number in steps from 0', { type: 'number', step: 5 }, [0, 5, -10], [1, 7.5]],
    ['any JSON', { type: 'json' }, [null, 1, 'x', [], { a: [1, { b: null }] }], []],
  ];
  it.each(cases)('where it is %s, and no other', (_name, domain, good, bad) => {
    for (const value of good) expect(invalidity(domain, value)).toBeNull();
    for (const value of bad) expect(invalidity(domain, value)).not.toBeNull();
  });

  it('never where a number is not finite', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(invalidity({ type: 'number' }, value)).not.toBeNull();
    }
  });

  it('at every step that a slider can stop at', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0.001, 0.01, 0.05, 0.1, 0.25, 0.3, 1, 5),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 0, max: 100_000 }),
        (step, min, steps) => {
          expect(invalidity({ type: 'number', min, step }, min + steps * step)).toBeNull();
          expect(invalidity({ type: 'number', min, step }, min + (steps + 0.5) * step)).not.toBeNull();
        },
      ),
    );
  });
});

describe('bounded JSON', () => {
  it('is every JSON value of ordinary size', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => isBoundedJson(value)));
  });

  it('is not what JSON would drop or change', () => {
    for (const value of [
      undefined,
      Number.NaN,
      1n,
      () => 1,
      new Date(0),
      new Map(),
      [undefined],
      { a: Number.NaN },
    ]) {
      expect(isBoundedJson(value)).toBe(false);
    }
  });

  it('ends at 64 KiB as sent, whatever the characters', () => {
    expect(isBoundedJson('x'.repeat(65_534))).toBe(true);
    expect(isBoundedJson('x'.repeat(65_535))).toBe(false);
    expect(isBoundedJson('€'.repeat(22_000))).toBe(false);
    expect(isBoundedJson('\u0000'.repeat(11_000))).toBe(false);
    expect(isBoundedJson({ ['k'.repeat(70_000)]: 1 })).toBe(false);
  });

  it('ends at 32 levels, so that cycles, too, end there', () => {
    const nest = (levels: number): unknown => (levels === 0 ? 1 : [nest(levels - 1)]);
    expect(isBoundedJson(nest(32))).toBe(true);
    expect(isBoundedJson(nest(33))).toBe(false);
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(isBoundedJson(cycle)).toBe(false);
  });

  it('does not walk an object that is shared a billion times', () => {
    let shared: unknown = 1;
    for (let level = 0; level < 30; level += 1) shared = [shared, shared];
    expect(isBoundedJson(shared)).toBe(false);
  });
});
