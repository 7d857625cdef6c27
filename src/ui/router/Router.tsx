import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import {
  type ChangeQuery,
  createNavigation,
  type Navigate,
  type NavigateOptions,
  type Navigation,
  ownTab,
} from './navigation.ts';
import type { Place } from './place.ts';

const NavigationContext = createContext<Navigation | null>(null);
const PlaceContext = createContext<Place | null>(null);

function inRouter<T>(value: T | null): T {
  if (value === null) throw new Error('This is for what is drawn inside <Router>.');
  return value;
}

/**
 * Everything below knows where the page is and can lead elsewhere, and can ask before that. It is our own: a large router would be a twentieth
 * of what the first screen needs, and small ones decode an address before they take it apart, so that a device with a slash or
 * a per cent sign in its name has no page.
 * @param base address of the folder the page is deployed in, which ends in a slash
 */
export function Router({ base, children }: { readonly base: string; readonly children: ReactNode }) {
  const [navigation] = useState(() => createNavigation(base, ownTab));
  const [place, setPlace] = useState(navigation.place);
  useLayoutEffect(() => navigation.listen((next) => startTransition(() => setPlace(next))), [navigation]);
  return (
    <NavigationContext.Provider value={navigation}>
      <PlaceContext.Provider value={place}>{children}</PlaceContext.Provider>
    </NavigationContext.Provider>
  );
}

export function useNavigation(): Navigation {
  return inRouter(useContext(NavigationContext));
}

/** Where the page that is drawn is. While the next one is being fetched, the tab's own address is ahead of it. */
export function useLocation(): Place {
  return inRouter(useContext(PlaceContext));
}

/** Goes to another page. The same function at each drawing. */
export function useNavigate(): Navigate {
  return useNavigation().navigate;
}

/** Address of a page as its host knows it. @param to as for `Navigate` */
export function useHref(to: string): string {
  return useNavigation().hrefOf(to);
}

type SetQuery = (change: ChangeQuery, options?: NavigateOptions) => void;

/** The query of the page that is drawn. */
export function useQuery(): readonly [URLSearchParams, SetQuery] {
  const { pathname, search } = useLocation();
  const navigation = useNavigation();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const setQuery = useCallback<SetQuery>(
    (change, options) => navigation.setQuery(pathname, change, options),
    [navigation, pathname],
  );
  return [query, setQuery];
}
