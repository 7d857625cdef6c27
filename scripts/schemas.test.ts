import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// The program itself, without Vite: what only a bundler can load must not come along with what describes the widgets.
it('writes the schemas that the page has', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-schemas-'));
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/schemas.ts', folder], {
    cwd: ROOT,
  });
  for (const name of ['config.schema.json', 'dashboard.schema.json']) {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(join(ROOT, 'public', name), 'utf8'));
  }
  rmSync(folder, { recursive: true });
});
