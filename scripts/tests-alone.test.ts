import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { createVitest } from 'vitest/node';

/** What changes modules for every file of tests that comes after it in the same process. */
const CHANGES_MODULES = /\bvi\.(mock|doMock|resetModules)\(/;

/** A file of tests with the fixtures that it stands on. */
function withFixtures(path: string): string {
  const tests = readFileSync(path, 'utf8');
  const fixtures = [...tests.matchAll(/from '(\.[^']+\.fixture\.ts)'/g)].map(([, at = '']) =>
    readFileSync(join(dirname(path), at), 'utf8'),
  );
  return [tests, ...fixtures].join('\n');
}

it('gives every file of tests that replaces modules, or has them read anew, modules of its own', async () => {
  const vitest = await createVitest('test', { watch: false });
  try {
    const specifications = await vitest.globTestSpecifications();
    const changing = specifications.filter(({ moduleId }) => CHANGES_MODULES.test(withFixtures(moduleId)));
    expect(changing.length).toBeGreaterThan(10);
    expect(changing.filter(({ project }) => !project.config.isolate).map(({ moduleId }) => moduleId)).toEqual(
      [],
    );
  } finally {
    await vitest.close();
  }
});
