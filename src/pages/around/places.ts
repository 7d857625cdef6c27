/** Where somebody has been and what they like, kept in this browser: addresses within the page, nothing else. */
const RECENT = 'signalbox.recent';
const FAVOURITES = 'signalbox.favourites';
const RECENT_KEPT = 8;
const FAVOURITES_KEPT = 50;
/** A longer address carries a whole dashboard: that is no place. */
const LONGEST = 300;

function read(key: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
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

/** Notes that somebody is at a path now. */
export function noteVisit(path: string): void {
  if (path.length > LONGEST) return;
  write(RECENT, [path, ...read(RECENT).filter((one) => one !== path)].slice(0, RECENT_KEPT));
}

/** Paths, the newest first. */
export function recentPlaces(): readonly string[] {
  return read(RECENT);
}

export function favouritePlaces(): readonly string[] {
  return read(FAVOURITES);
}

/** Makes a path a favourite, or no longer one. @returns whether it is one now */
export function toggleFavourite(path: string): boolean {
  const before = read(FAVOURITES);
  const isNow = !before.includes(path);
  write(FAVOURITES, isNow ? [...before, path].slice(-FAVOURITES_KEPT) : before.filter((one) => one !== path));
  return isNow;
}
