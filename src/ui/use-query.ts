import { useCallback, useMemo } from 'react';
import { type NavigateOptions, useLocation, useNavigate } from 'react-router';

/** Changes the query of the address. @param change gets a copy of what is there */
type SetQuery = (change: (query: URLSearchParams) => URLSearchParams, options?: NavigateOptions) => void;

/** The query of the address. Setting it leaves what follows `#` alone, unlike the router's own: a link may carry a whole dashboard there. */
export function useQuery(): readonly [URLSearchParams, SetQuery] {
  const { search, hash } = useLocation();
  const navigate = useNavigate();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const setQuery = useCallback<SetQuery>(
    (change, options) => {
      void navigate({ search: change(new URLSearchParams(search)).toString(), hash }, options);
    },
    [navigate, search, hash],
  );
  return [query, setQuery];
}
