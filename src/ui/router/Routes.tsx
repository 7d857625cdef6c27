import { createContext, type ReactElement, type ReactNode, useContext } from 'react';
import { matchPath, type Params, segmentsOf } from './place.ts';
import { useLocation } from './Router.tsx';

type RouteProps = { readonly element: ReactNode } & (
  | { readonly index: true }
  | {
      /** `own/:id/edit`, counted from the routes around it; `devices/*` for everything below, `*` for what is left. */
      readonly path: string;
    }
);

/** A page and its address. Only what `Routes` reads. */
export function Route(_: RouteProps): ReactNode {
  return null;
}

interface Matched {
  readonly params: Params;
  /** Segments that routes further in are about. null: the whole address. */
  readonly rest: readonly string[] | null;
}

const MatchedContext = createContext<Matched>({ params: {}, rest: null });

/** Draws the first of its routes that the address is of. */
export function Routes({ children }: { readonly children: readonly ReactElement<RouteProps>[] }) {
  const { pathname } = useLocation();
  const around = useContext(MatchedContext);
  const segments = around.rest ?? segmentsOf(pathname);
  for (const { props } of children) {
    const found = matchPath('index' in props ? '' : props.path, segments);
    if (found) {
      const value = { params: { ...around.params, ...found.params }, rest: found.rest };
      return <MatchedContext.Provider value={value}>{props.element}</MatchedContext.Provider>;
    }
  }
  return null;
}

/** What the placeholders of the routes around stand for. */
export function useParams(): Params {
  return useContext(MatchedContext).params;
}
