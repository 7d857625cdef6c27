/** Where somebody has been and what they like, kept in this browser: addresses within the page, nothing else. */
const RECENT = 'signalbox.recent';
const FAVOURITES = 'signalbox.favourites';
const RECENT_KEPT = 8;
const FAVOURITES_KEPT = 200;
/** A longer address is of nothing that is listed. */
const LONGEST = 300;
/** Pages that the palette lists, as a test holds it to them: a dashboard, a device, and what an action leads to. */
const LISTED =
  /^\/((dashboards|devices|alarms|connections|audit|account)?|dashboards\/(deployment|own)\/[^/]+|devices\/(scan|labels|[^/]+\/[^/]+)|connections\/new)$/;

const followers = new Set<() => void>();

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

function write(key: string, paths: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(paths));
  } catch {
    // A browser that keeps nothing has no recent places.
  }
}

/** Whether a path can be found again among recent places and favourites: what is only passed through is none, such as an editor. */
export function isPlace(path: string): boolean {
  return path.length <= LONGEST && LISTED.test(path);
}

/** Notes that somebody is at a path now, where it is a place. */
export function noteVisit(path: string): void {
  if (!isPlace(path)) return;
  const before = parsed(kept(RECENT)).filter((one) => one !== path && isPlace(one));
  write(RECENT, [path, ...before].slice(0, RECENT_KEPT));
}

/** Paths, the newest first. */
export function recentPlaces(): readonly string[] {
  return parsed(kept(RECENT));
}

export function favouritePlaces(): readonly string[] {
  return parsed(kept(FAVOURITES));
}

/** The favourites as they are kept: equal texts are the same favourites. */
export function favouritesText(): string {
  return kept(FAVOURITES);
}

/** Tells of every change of the favourites, in other tabs too, until what is returned is called. */
export function followFavourites(follower: () => void): () => void {
  const hear = ({ key }: StorageEvent) => {
    if (key === FAVOURITES || key === null) follower();
  };
  followers.add(follower);
  addEventListener('storage', hear);
  return () => {
    followers.delete(follower);
    removeEventListener('storage', hear);
  };
}

/** Forgets what lies below folders of the page, each written like `/connections/cold-store/`: those places are gone. */
export function forgetPlaces(folders: readonly string[]): void {
  for (const key of [RECENT, FAVOURITES]) {
    const before = parsed(kept(key));
    const left = before.filter((path) => !folders.some((folder) => path.startsWith(folder)));
    if (left.length < before.length) write(key, left);
  }
  for (const follower of followers) follower();
}

/** Makes a path a favourite, or no longer one. @returns whether it is one now */
export function toggleFavourite(path: string): boolean {
  const before = favouritePlaces();
  const isNow = !before.includes(path);
  write(FAVOURITES, isNow ? [...before, path].slice(-FAVOURITES_KEPT) : before.filter((one) => one !== path));
  for (const follower of followers) follower();
  return isNow;
}
