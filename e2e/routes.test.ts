import { expect, it } from 'vitest';
import { FIRST_SEGMENTS } from '../src/offline/page-path.ts';
import { allRoutes, unvisited } from './routes.ts';

const BASE = 'https://localhost/plant7/';

it('Every page is found in the sources of the router: those of folders, and the walls', () => {
  const routes = allRoutes();
  for (const path of [
    '/',
    '/alarms',
    '/dashboards',
    '/dashboards/own/:id/edit',
    '/devices/scan',
    '/devices/:connection/:device',
    '/connections/:connection/recording',
  ]) {
    expect(routes).toContainEqual({ path, isWall: false });
  }
  for (const path of ['/', '/kiosk', '/kiosk/:playlist', '/dashboards/own/:id']) {
    expect(routes).toContainEqual({ path, isWall: true });
  }
  expect(routes.filter(({ path }) => path.includes('*'))).toEqual([]);
});

it('A page counts as visited by an address of its own, in its folder, framed or as a wall', () => {
  const all = unvisited([], BASE);
  expect(all).toHaveLength(allRoutes().length);
  const left = (...addresses: string[]) => all.filter((one) => !unvisited(addresses, BASE).includes(one));
  expect(left(BASE)).toEqual(['/']);
  expect(left(`${BASE}?kiosk`)).toEqual(['/ as a wall']);
  expect(left(`${BASE}devices/bridge/relay%2F1?window=1m`)).toEqual(['/devices/:connection/:device']);
  expect(left('/devices/scan')).toEqual(['/devices/scan']);
  expect(left(`${BASE}dashboards/link#dashboard=x`)).toEqual(['/dashboards/link']);
  expect(left('https://localhost/elsewhere/alarms', `${BASE}nowhere`)).toEqual([]);
});

it('What the page answers for without a network is what the router has, and nothing else', () => {
  const firsts = new Set(allRoutes().map(({ path }) => path.split('/')[1] ?? ''));
  expect([...firsts, 'index.html'].sort()).toEqual([...FIRST_SEGMENTS].sort());
});
