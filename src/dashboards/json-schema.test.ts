import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dashboardSchema } from './json-schema.ts';

describe('the generated dashboard.schema.json', () => {
  it('is the one that is served (npm run schema writes it)', () => {
    const served = readFileSync(new URL('../../public/dashboard.schema.json', import.meta.url), 'utf8');
    expect(served).toBe(dashboardSchema());
  });
});
