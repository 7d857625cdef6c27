import { setup } from '../../config/index.ts';
import { LONGEST_ADDRESS } from '../devices/address.ts';

/** Where somebody has been and what they like, kept in this browser: addresses within the page, nothing else. */
const RECENT = 'signalbox-recent';
const FAVOURITES = 'signalbox-favourites';
const RECENT_KEPT = 8;
const FAVOURITES_KEPT = 200;
/** Pages that the palette lists, as a test holds it to them: a dashboard, a device, and what an action leads to. */
const LISTED =
  /^\/((dashboards|devices|alarms|connections|audit|account)?|dashboards\/(deployment|own)\/[^/]+|devices\/(scan|labels|[^/]+\/[^/]+)|connections\/new)$/;

/** Whose places they are: deployments beside each other on one host share its storage, people at one browser do. */
export interface Whose {
  /** Address of the deployment's folder. */
  readonly base: string;
  /** Of who is signed in; '' where there is no sign-in. */
  readonly subject: string;
}

/** What became of a favourite: it is one now, none any more, or nothing has changed since there are as many as are kept, or the browser keeps nothing. */
export type Toggled = 'added' | 'removed' | 'too-many' | 'not-kept';

/** Whose they are at this deployment. @param subject of who is signed in; '' where there is no sign-in */
export function whoseOf(subject: string): Whose {
  return { base: setup().base, subject };
}

const followers = new Set<() => void>();

/** What the keys of all people at a deployment begin with. */
function prefixOf(kind: string, base: string): string {
  return `${kind} ${new URL(base).pathname} `;
}

function keyOf(kind: string, { base, subject }: Whose): string {
  return prefixOf(kind, base) + subject;
}

function kept(key: string): string {
  try {
    return localStorage.getItem(key) ?? '[]';
  } catch {
    return '[]';
  }
}

function parsed(text: string): readonly string[] {
  try {
    const places: unknown = JSON.parse(text);
    return Array.isArray(places) ? places.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** @returns whether they are kept */
function write(key: string, paths: readonly string[]): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(paths));
    return true;
  } catch {
    return false;
  }
}

/** Whether a path can be found again among recent places and favourites: what is only passed through is none, such as an editor. */
export function isPlace(path: string): boolean {
  return path.length <= LONGEST_ADDRESS && LISTED.test(path);
}

/** Notes that somebody is at a path now, where it is a place. A browser that keeps nothing has no recent places. */
export function noteVisit(whose: Whose, path: string): void {
  if (!isPlace(path)) return;
  const key = keyOf(RECENT, whose);
  const before = parsed(kept(key)).filter((one) => one !== path && isPlace(one));
  write(key, [path, ...before].slice(0, RECENT_KEPT));
}

/** Paths, the newest first. */
export function recentPlaces(whose: Whose): readonly string[] {
  return parsed(kept(keyOf(RECENT, whose)));
}

export function favouritePlaces(whose: Whose): readonly string[] {
  return parsed(favouritesText(whose));
}

/** The favourites as they are kept: equal texts are the same favourites. */
export function favouritesText(whose: Whose): string {
  return kept(keyOf(FAVOURITES, whose));
}

/** Tells of every change of favourites, in other tabs too, until what is returned is called. */
export function followFavourites(follower: () => void): () => void {
  const hear = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(FAVOURITES)) follower();
  };
  followers.add(follower);
  addEventListener('storage', hear);
  return () => {
    followers.delete(follower);
    removeEventListener('storage', hear);
  };
}

function keysOf(kind: string, base: string): readonly string[] {
  try {
    return Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '').filter((key) =>
      key.startsWith(prefixOf(kind, base)),
    );
  } catch {
    return [];
  }
}

/**
 * Forgets what lies below folders of a deployment's page, each written like `/connections/cold-store/`: those places are gone, for everybody
 * at this browser.
 */
export function forgetPlaces(base: string, folders: readonly string[]): void {
  for (const key of [...keysOf(RECENT, base), ...keysOf(FAVOURITES, base)]) {
    const before = parsed(kept(key));
    const left = before.filter((path) => !folders.some((folder) => path.startsWith(folder)));
    if (left.length < before.length) write(key, left);
  }
  for (const follower of followers) follower();
}

/** Makes a path a favourite, or no longer one. */
export function toggleFavourite(whose: Whose, path: string): Toggled {
  const before = favouritePlaces(whose);
  const others = before.filter((one) => one !== path);
  const isAdded = others.length === before.length;
  if (isAdded && before.length >= FAVOURITES_KEPT) return 'too-many';
  if (!write(keyOf(FAVOURITES, whose), isAdded ? [...others, path] : others)) return 'not-kept';
  for (const follower of followers) follower();
  return isAdded ? 'added' : 'removed';
}
