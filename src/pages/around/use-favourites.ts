import { useMemo, useSyncExternalStore } from 'react';
import { favouritePlaces, favouritesText, followFavourites } from './places.ts';
import { useWhose } from './use-whose.ts';

/** The paths that are favourites, kept current. */
export function useFavourites(): ReadonlySet<string> {
  const whose = useWhose();
  const text = useSyncExternalStore(followFavourites, () => favouritesText(whose));
  // biome-ignore lint/correctness/useExhaustiveDependencies: other favourites are another text
  return useMemo(() => new Set(favouritePlaces(whose)), [text, whose]);
}
