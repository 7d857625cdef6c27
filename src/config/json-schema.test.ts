import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configSchema } from './json-schema.ts';

describe('the generated config.schema.json', () => {
  it('is the one that is served (npm run schema writes it)', () => {
    const served = readFileSync(new URL('../../public/config.schema.json', import.meta.url), 'utf8');
    expect(served).toBe(configSchema());
  });

  it('lets no object have keys that it does not name, so that a misspelt one is seen', () => {
    const open: string[] = [];
    const walk = (node: unknown, path: string) => {
      if (typeof node !== 'object' || node === null) return;
      if ('properties' in node && !('additionalProperties' in node)) open.push(path);
      for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`);
    };
    walk(JSON.parse(configSchema()), '');
    expect(open).toEqual([]);
  });
});
