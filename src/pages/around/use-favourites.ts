import { useMemo, useSyncExternalStore } from 'react';
import { favouritePlaces, favouritesText, followFavourites } from './places.ts';

/** The paths that are favourites, kept current. */
export function useFavourites(): ReadonlySet<string> {
  const text = useSyncExternalStore(followFavourites, favouritesText);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other favourites are another text
  return useMemo(() => new Set(favouritePlaces()), [text]);
}
