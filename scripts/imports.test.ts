import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, relative } from 'node:path';
import { promisify } from 'node:util';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'src');
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/** The rooms of `src` as docs/architecture.md has them, with what each may import: whole rooms, and single files of others. */
function table(): ReadonlyMap<string, ReadonlySet<string>> {
  const rooms = new Map<string, Set<string>>();
  const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  for (const [, room = '', imports = ''] of page.matchAll(/^\| `src\/([\w-]+)` \|.*\| (.*) \|$/gm)) {
    const [, excepted, more = imports] = /^everything above but `([\w-]+)`(.*)$/.exec(imports) ?? [];
    const above = excepted === undefined ? [] : [...rooms.keys()].filter((one) => one !== excepted);
    const named = [...more.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    rooms.set(room, new Set([...above, ...named]));
  }
  return rooms;
}

/** Paths of the modules that a file imports, of values as of types. */
function importsOf(name: string): readonly string[] {
  const text = readFileSync(join(SOURCE, name), 'utf8');
  const { staticImports, staticExports, dynamicImports } = parseSync(name, text).module;
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ].filter((one) => one.startsWith('.'));
}

/** Of each source: what the linter says that it must not import. */
async function forbidden(sources: ReadonlyMap<string, readonly string[]>): Promise<readonly string[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'signalbox-imports-')));
  const config: object = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  for (const [name, imported] of sources) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), imported.map((one) => `import '${one}';\n`).join(''));
  }
  const args = ['lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none'];
  // It ends with an error where it has found one.
  const run = promisify(execFile)(process.execPath, [biome, ...args], { cwd: folder });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  rmSync(folder, { recursive: true });
  return [...stdout.matchAll(/file=([^,]+),line=(\d+),/g)].map(([, file = '', line]) => {
    const name = relative(folder, file).replaceAll('\\', '/');
    return `${name}: ${sources.get(name)?.[Number(line) - 1]}`;
  });
}

describe('the rooms of src', () => {
  const rooms = table();

  it('all stand in docs/architecture.md', () => {
    const folders = readdirSync(SOURCE, { withFileTypes: true }).filter((one) => one.isDirectory());
    expect([...rooms.keys()].sort()).toEqual(folders.map(({ name }) => name).sort());
    for (const allowed of rooms.values())
      for (const one of allowed)
        expect([...rooms.keys(), 'a file']).toContain(one.includes('/') ? 'a file' : one);
  });

  it('import only what it lets them', () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => /\/.*\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name));
    const wrong = files.flatMap((name) => {
      const [room = ''] = name.split('/');
      return importsOf(name).flatMap((one) => {
        const target = normalize(join(dirname(name), one));
        const [other = ''] = target.split('/');
        const allowed = rooms.get(room);
        return other === room || allowed?.has(other) || allowed?.has(target) ? [] : [`${name}: ${target}`];
      });
    });
    expect(files.length).toBeGreaterThan(500);
    expect(wrong).toEqual([]);
  });

  it('are told by the linter what they must not import, and nothing else', async () => {
    const sources = new Map<string, readonly string[]>();
    const expected: string[] = [];
    for (const [room, allowed] of rooms) {
      // Texts, not code.
      if (room === 'messages') continue;
      const name = `src/${room}/inner/example.ts`;
      const others = [...rooms.keys()].filter((one) => one !== room);
      const files = [...allowed].filter((one) => one.includes('/'));
      const refused = others.filter((one) => !allowed.has(one)).map((one) => `../../${one}/inner/any.ts`);
      sources.set(name, [
        ...refused,
        ...others.filter((one) => allowed.has(one)).map((one) => `../../${one}/any.ts`),
        ...files.map((one) => `../../${one}`),
      ]);
      expected.push(...refused.map((one) => `${name}: ${one}`));
    }
    expect([...(await forbidden(sources))].sort()).toEqual(expected.sort());
  });
});
