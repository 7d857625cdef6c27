import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema } from './json-schema.ts';

describe('the generated config.schema.json', () => {
  it('is the one that is served (npm run schema writes it)', () => {
    const served = readFileSync(new URL('../../public/config.schema.json', import.meta.url), 'utf8');
    expect(served).toBe(configSchema());
  });
});
