import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { findWidget } from '../widgets/registry.ts';
import { dashboardSchema } from './json-schema.ts';
import { documentSchema } from './schema.ts';

const SERVED_BY_THE_DEMO = ['overview', 'thermometer'].map((name): unknown =>
  JSON.parse(readFileSync(new URL(`../../demo/dashboards/${name}.json`, import.meta.url), 'utf8')),
);
const OTHERS = [null, '', 'x'.repeat(201), -1, 0.5, [], {}];

/** The value with one thing in it changed, left out, told twice or added: each there is. */
function* changed(value: unknown): Generator<unknown> {
  yield* OTHERS;
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) {
      for (const other of changed(one)) yield value.with(index, other);
      yield value.toSpliced(index, 1);
    }
    yield [...value, ...value.slice(0, 1)];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      for (const other of changed(one)) yield { ...value, [key]: other };
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    }
    yield { ...value, another: 1 };
  }
}

/** What the page has against a document: kinds of problems, its own and those of its widgets. */
function refusals(value: unknown): readonly string[] {
  const document = z.safeParse(documentSchema, value);
  if (!document.success) return document.error.issues.map(({ code }) => code);
  return Object.values(document.data.spec.widgets).flatMap(({ type, options }) => {
    const schema = findWidget(type)?.options;
    return schema ? (z.safeParse(schema, options).error?.issues ?? []).map(({ code }) => code) : [];
  });
}

describe('the generated dashboard.schema.json', () => {
  it('is the one that is served (npm run schema writes it)', () => {
    const served = readFileSync(new URL('../../public/dashboard.schema.json', import.meta.url), 'utf8');
    expect(served).toBe(dashboardSchema());
  });

  it('accepts what the page accepts and refuses what it refuses, but for what only its own rules can tell', () => {
    const schema = z.fromJSONSchema(JSON.parse(dashboardSchema()));
    let good = 0;
    let bad = 0;
    for (const document of SERVED_BY_THE_DEMO) {
      for (const one of [document, ...changed(document)]) {
        const problems = refusals(one);
        // As of a limit that is neither a value nor a range, which the page says itself.
        if (problems.length > 0 && problems.every((code) => code === 'custom')) continue;
        const isGood = problems.length === 0;
        if (schema.safeParse(one).success !== isGood) expect([problems, one]).toBeUndefined();
        if (isGood) good += 1;
        else bad += 1;
      }
    }
    expect(good).toBeGreaterThan(100);
    expect(bad).toBeGreaterThan(1_000);
  });
});
