import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createVitest } from 'vitest/node';

/** What changes modules for every file of tests that comes after it in the same process. */
const CHANGES_MODULES = /\bvi\.(mock|doMock|resetModules)\(/;

it('gives every file of tests that replaces modules, or has them read anew, modules of its own', async () => {
  const vitest = await createVitest('test', { watch: false });
  try {
    const specifications = await vitest.globTestSpecifications();
    const changing = specifications.filter(({ moduleId }) =>
      CHANGES_MODULES.test(readFileSync(moduleId, 'utf8')),
    );
    expect(changing.length).toBeGreaterThan(10);
    expect(changing.filter(({ project }) => !project.config.isolate).map(({ moduleId }) => moduleId)).toEqual(
      [],
    );
  } finally {
    await vitest.close();
  }
});
