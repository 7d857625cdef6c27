import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../document.ts';
import { VERSION } from '../schema.ts';
import { migrated, migrations } from './index.ts';
import { isLoose, type Loose } from './migration.ts';

const folder = new URL('./', import.meta.url);
const steps = readdirSync(folder).flatMap((file) => /^(\d{3}-.+)\.input\.json$/.exec(file)?.[1] ?? []);

function read(file: string): Loose {
  const value: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  if (!isLoose(value)) throw new Error(`${file} is no object`);
  return value;
}

describe('the migrations', () => {
  it('are one for each earlier version, each with a file before and after it, and numbered without a gap', () => {
    expect(migrations.length).toBe(VERSION - 1);
    expect(steps.map((step) => Number(step.slice(0, 3)))).toEqual(migrations.map((_, index) => index + 1));
  });

  for (const step of steps) {
    it(`${step} makes of the input what is expected, and leaves the input alone`, () => {
      const migration = migrations[Number(step.slice(0, 3)) - 1];
      const input = read(`${step}.input.json`);
      expect(migration?.(input)).toEqual(read(`${step}.expected.json`));
      expect(input).toEqual(read(`${step}.input.json`));
    });

    it(`${step} leads, with those after it, to a document that can be shown`, () => {
      expect(readDocument(read(`${step}.input.json`))).toMatchObject({ ok: true });
    });
  }

  it('take any JSON without throwing', () => {
    const document = fc.record(
      { version: fc.constantFrom(0, 1, 1.5, 2, '1'), spec: fc.jsonValue(), metadata: fc.jsonValue() },
      { requiredKeys: ['version'] },
    );
    fc.assert(
      fc.property(fc.oneof(document, fc.jsonValue()), (value) => {
        expect(() => migrated(value)).not.toThrow();
      }),
    );
  });

  it('never make two variables of one name', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 8 }), (variables) => {
        const document = readDocument({
          kind: 'signalbox/dashboard',
          version: 1,
          metadata: { id: 'a', title: 'A' },
          spec: { widgets: {}, layout: { wide: [] }, variables },
        });
        expect(document).toMatchObject({ ok: true });
      }),
    );
  });
});
