import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { isKioskAddress } from '../src/pages/kiosk/address.ts';

const PAGES = new URL('../src/pages/', import.meta.url);
/** A route of the router as it stands in the sources: its path, none for an index, and its element. */
const ROUTE = /<Route\s+(?:index|path="([^"]*)")\s+element=\{\s*(?:<(\w+))?/g;

/** A page that people can come to. */
interface Route {
  /** As the router has it: `/devices/:connection/:device`. */
  readonly path: string;
  /** Shown as on a wall, without any frame. */
  readonly isWall: boolean;
}

function pathsOf(file: URL, folder: string): readonly string[] {
  const source = readFileSync(file, 'utf8');
  const found = [...source.matchAll(ROUTE)];
  if (found.length !== source.split('<Route ').length + source.split('<Route\n').length - 2) {
    throw new Error(`${file.pathname} has a route that is written in another way than the others.`);
  }
  return found.flatMap(([, path = '', element = '']) => {
    // What is no page's.
    if (path === '*') return [];
    const address = `${folder}/${path}`.replace(/(?<=.)\/$/, '');
    if (!path.endsWith('/*')) return [address];
    const code = new RegExp(`const ${element} = lazy\\([^']*'([^']+)'`).exec(source)?.[1];
    if (code === undefined) throw new Error(`${file.pathname} does not say what <${element}> is.`);
    return pathsOf(new URL(code, file), address.replace(/\/\*$/, ''));
  });
}

/** Every page of the router, read from its sources, so that a new one cannot be forgotten. */
export function allRoutes(): readonly Route[] {
  const framed = pathsOf(new URL('App.tsx', PAGES), '').map((path) => ({ path, isWall: false }));
  const walls = pathsOf(new URL('kiosk/KioskPages.tsx', PAGES), '').map((path) => ({ path, isWall: true }));
  return [...framed, ...walls];
}

/**
 * Pages of the router that none of these addresses is of, a line each.
 * @param addresses whole ones, or paths within the deployment
 * @param base address of the deployment, which ends in a slash
 */
export function unvisited(addresses: readonly string[], base: string): readonly string[] {
  const places = addresses
    .map((address) => new URL(address.replace(/^\//, ''), base))
    .filter(({ href }) => href.startsWith(base))
    .map(({ pathname, search }) => {
      const within = pathname.slice(new URL(base).pathname.length - 1);
      return { pathname: within, isWall: isKioskAddress(within, search) };
    });
  return allRoutes()
    .filter(({ path, isWall }) => {
      const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`);
      return !places.some((place) => place.isWall === isWall && pattern.test(place.pathname));
    })
    .map(({ path, isWall }) => (isWall ? `${path} as a wall` : path));
}

/** Notes where a page is from now on, also where nothing is loaded for it. */
export function noteAddresses(page: Page): readonly string[] {
  const addresses: string[] = [];
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) addresses.push(frame.url());
  });
  return addresses;
}
