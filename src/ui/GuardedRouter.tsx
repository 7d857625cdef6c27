import {
  createContext,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Navigator, Router, type To, UNSAFE_createBrowserHistory } from 'react-router';

/** Called instead of leaving the page that is shown. @param leave leaves it after all, and asks no more */
type Ask = (leave: () => void) => void;

/** Asks before each leaving, until what is returned is called. */
type Guard = (ask: Ask) => () => void;

const GuardContext = createContext<Guard>(() => () => undefined);

/**
 * A `BrowserRouter` whose pages can ask before they are left. react-router has this for its data routers only, and those would cost the first
 * screen 20 kB.
 */
export function GuardedRouter({
  basename,
  children,
}: {
  readonly basename: string;
  readonly children: ReactNode;
}) {
  const [history] = useState(() => UNSAFE_createBrowserHistory({ v5Compat: true }));
  const [shown, setShown] = useState({ action: history.action, location: history.location });
  const ask = useRef<Ask | null>(null);

  useLayoutEffect(() => {
    let path = history.location.pathname;
    let isReturning = false;
    return history.listen(({ action, location, delta }) => {
      if (isReturning) {
        isReturning = false;
        return;
      }
      if (action === 'POP' && ask.current && delta && location.pathname !== path) {
        // The browser has gone already: back to where the person still is, and ask there.
        isReturning = true;
        history.go(-delta);
        ask.current(() => {
          ask.current = null;
          history.go(delta);
        });
        return;
      }
      path = location.pathname;
      startTransition(() => setShown({ action, location }));
    });
  }, [history]);

  const { navigator, guard } = useMemo(() => {
    const orAsk = (to: To, go: () => void) => {
      const target = new URL(history.createHref(to), location.href);
      if (ask.current === null || target.pathname === location.pathname) return go();
      ask.current(() => {
        ask.current = null;
        go();
      });
    };
    const guarded: Navigator = {
      createHref: history.createHref,
      encodeLocation: history.encodeLocation,
      go: history.go,
      push: (to, state) => orAsk(to, () => history.push(to, state)),
      replace: (to, state) => orAsk(to, () => history.replace(to, state)),
    };
    const asking: Guard = (next) => {
      ask.current = next;
      return () => {
        if (ask.current === next) ask.current = null;
      };
    };
    return { navigator: guarded, guard: asking };
  }, [history]);

  return (
    <GuardContext.Provider value={guard}>
      <Router
        basename={basename}
        location={shown.location}
        navigationType={shown.action}
        navigator={navigator}
      >
        {children}
      </Router>
    </GuardContext.Provider>
  );
}

/** What a page that must not be left by accident has to ask. */
export interface LeaveGuard {
  /** Somebody wants to leave: leaves after all. null while nobody does. */
  readonly leave: (() => void) | null;
  /** Stays after all. */
  readonly stay: () => void;
  /** Lets the next leaving pass at once. */
  readonly release: () => void;
}

/** Asks before this page is left, while that would lose something: by link, by Back, and by closing the tab. */
export function useLeaveGuard(isNeeded: boolean): LeaveGuard {
  const guard = useContext(GuardContext);
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const isReleased = useRef(false);
  useEffect(() => {
    isReleased.current = false;
    if (!isNeeded) return undefined;
    const beforeUnload = (event: BeforeUnloadEvent) => {
      if (!isReleased.current) event.preventDefault();
    };
    addEventListener('beforeunload', beforeUnload);
    const open = guard((go) => {
      if (isReleased.current) go();
      else setLeave(() => go);
    });
    return () => {
      removeEventListener('beforeunload', beforeUnload);
      open();
      setLeave(null);
    };
  }, [guard, isNeeded]);
  return {
    leave,
    stay: () => setLeave(null),
    release: () => {
      isReleased.current = true;
    },
  };
}
