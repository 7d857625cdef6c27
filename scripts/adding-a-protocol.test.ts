import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const ROOM = 'src/engine/protocols';
const run = promisify(execFile);
const { resolve } = createRequire(import.meta.url);

/** The file as docs/adding-a-protocol.md has it. */
function example(): string {
  const page = readFileSync(join(ROOT, 'docs/adding-a-protocol.md'), 'utf8');
  return /^```ts\n(.*?)^```$/ms.exec(page)?.[1] ?? '';
}

/** A folder like ours with nothing in it but the file and the settings of the checks. */
function place(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-protocol-'));
  mkdirSync(join(folder, ROOM), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, ROOM, 'example.ts'), text);
  const settings = {
    extends: join(ROOT, 'src/engine/tsconfig.json'),
    // What stands beside it in the one is found in the other.
    compilerOptions: { rootDirs: ['src', join(ROOT, 'src')] },
    files: [`${ROOM}/example.ts`],
    include: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const biome: object = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...biome, vcs: { enabled: false } }));
  return folder;
}

describe('the file that docs/adding-a-protocol.md begins with', () => {
  const folder = place(example());
  afterAll(() => rmSync(folder, { recursive: true }));
  /** What a check says of it: nothing where it is content. */
  const said = (program: string, args: readonly string[]) =>
    run(process.execPath, [program, ...args], { cwd: folder }).then(
      () => '',
      ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
    );

  it('is there', () => {
    expect(example()).toContain('defineProtocol');
  });

  it('passes the checks of types and the linter as it stands', async () => {
    const tsc = join(resolve('typescript/package.json'), '../bin/tsc');
    expect(await said(tsc, ['--noEmit', '-p', '.'])).toBe('');
    const linter = ['lint', '--error-on-warnings', ROOM];
    expect(await said(resolve('@biomejs/biome/bin/biome'), linter)).toBe('');
  });
});
