import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allPictures, PICTURED, pictureList } from './pictured.ts';
import { unvisited } from './routes.ts';

const DOCS = new URL('../docs/', import.meta.url);

/** The size of a picture, from the head of its file as browsers write it: WebP with a colour profile. */
function sizeOf(file: string): { readonly width: number; readonly height: number } {
  const head = readFileSync(new URL(`screenshots/${file}`, DOCS));
  if (head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 16) !== 'WEBPVP8X') {
    throw new Error(`${file} is no such picture.`);
  }
  return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
}

/** Pages that look like another that is pictured. */
const ALIKE: ReadonlySet<string> = new Set([
  '/dashboards/own/:id',
  '/dashboards/own/:id/edit',
  '/connections/:connection/edit',
  '/ as a wall',
  '/dashboards/deployment/:id as a wall',
  '/dashboards/own/:id as a wall',
  '/dashboards/link as a wall',
]);

it('The documentation has a picture of every page, but of those that look like another', () => {
  const paths = PICTURED.map(({ path }) => path);
  expect(unvisited(paths, 'http://localhost/').filter((route) => !ALIKE.has(route))).toEqual([]);
  expect(new Set(PICTURED.map(({ name }) => name)).size).toBe(PICTURED.length);
});

it('Every picture is there, as large as its screen, and listed; there are no others', () => {
  const found = readdirSync(new URL('screenshots/', DOCS));
  const wanted = allPictures();
  expect(found.sort()).toEqual([...wanted.keys()].map((name) => `${name}.webp`).sort());
  for (const [name, size] of wanted) expect({ name, ...sizeOf(`${name}.webp`) }).toEqual({ name, ...size });
  for (const name of ['sign-in', 'wall-sign-in', 'first-steps', 'misconfigured']) {
    expect([...wanted.keys()]).toContain(`${name}-390`);
  }
  expect(readFileSync(new URL('screens.md', DOCS), 'utf8')).toBe(pictureList());
});
