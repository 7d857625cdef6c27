import { expect, it } from 'vitest';
import { PICTURED } from './pictured.ts';
import { unvisited } from './routes.ts';

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
