import type { Place } from './place.ts';

/** What navigation needs of a browser's tab. */
export interface Tab {
  /** Whole address that is shown. */
  address(): string;
  /** What the entry of the tab's history keeps. */
  kept(): unknown;
  push(kept: unknown, href: string): void;
  replace(kept: unknown, href: string): void;
  /** Goes through the history, later. @param steps back where negative */
  go(steps: number): void;
  /** @param onMove called once the tab has gone through its history */
  onMove(onMove: () => void): () => void;
}

/** The tab that this runs in. */
export const ownTab: Tab = {
  address: () => location.href,
  kept: () => history.state,
  push: (kept, href) => history.pushState(kept, '', href),
  replace: (kept, href) => history.replaceState(kept, '', href),
  go: (steps) => history.go(steps),
  onMove: (onMove) => {
    addEventListener('popstate', onMove);
    return () => removeEventListener('popstate', onMove);
  },
};

export interface NavigateOptions {
  /** In the place of the address that is shown, not behind it. */
  readonly replace?: boolean;
  readonly state?: unknown;
}

/** Goes to a page. @param to begins with a slash and counts from the deployment's folder; query and `#` may follow */
export type Navigate = (to: string, options?: NavigateOptions) => void;

/** @param query a copy of what is there */
export type ChangeQuery = (query: URLSearchParams) => URLSearchParams;

/** Stands before a page that must not be left by accident. */
export interface Guard {
  /** Called instead of leaving the page that is shown. @param leave leaves it after all, and asks no more */
  ask(leave: () => void): void;
  /**
   * The tab has moved by itself.
   * @param steps from where the page is that is shown, back where negative; NaN where nobody knows
   * @param isElsewhere it is at another page's address
   * @returns whether the page that is shown stays, as it is
   */
  moved(steps: number, isElsewhere: boolean, go: Tab['go']): boolean;
}

export interface Navigation {
  readonly place: () => Place;
  /** The same address as its host knows it. */
  readonly hrefOf: (to: string) => string;
  readonly navigate: Navigate;
  /**
   * Changes the query of a page, and leaves what follows `#` alone: a link may carry a whole dashboard there. While the next page is being fetched the
   * tab is at that one's address already: what the page before it had yet to write is dropped, for it would lead back.
   * @param pathname the page whose query it is
   */
  readonly setQuery: (pathname: string, change: ChangeQuery, options?: NavigateOptions) => void;
  /** Whether the tab shows this address now. */
  readonly isShown: (to: string) => boolean;
  /** @param onChange called with each new place, the tab's own moves included */
  readonly listen: (onChange: (place: Place) => void) => () => void;
  /** Has each leaving go past a guard, until what is returned is called. */
  readonly guard: (guard: Guard) => () => void;
}

/** An entry of the tab's history as this page writes it. Its number says how far the tab has moved; it is NaN for what something else wrote. */
function entryIn(kept: unknown): { readonly index: number; readonly state: unknown } {
  if (typeof kept !== 'object' || kept === null || !('index' in kept)) return { index: NaN, state: null };
  return {
    index: typeof kept.index === 'number' ? kept.index : NaN,
    state: 'state' in kept ? kept.state : null,
  };
}

/**
 * Where the page is and how it gets elsewhere.
 * @param base address of the folder the page is deployed in, which ends in a slash
 */
export function createNavigation(base: string, tab: Tab): Navigation {
  const folder = new URL(base).pathname.replace(/\/$/, '');
  let guard: Guard | null = null;
  let changed: (place: Place) => void = () => undefined;
  /** Of the page that is shown. */
  let { index } = entryIn(tab.kept());
  if (Number.isNaN(index)) {
    index = 0;
    tab.replace({ index, state: null }, tab.address());
  }

  const pathOf = (href: string) => new URL(href, tab.address()).pathname;
  const place = (): Place => {
    const { pathname, search, hash } = new URL(tab.address());
    const isBelow = `${pathname}/`.toLowerCase().startsWith(`${folder}/`.toLowerCase());
    return {
      pathname: (isBelow ? pathname.slice(folder.length) : pathname) || '/',
      search,
      hash,
      state: entryIn(tab.kept()).state,
    };
  };
  /** Path of the page that is shown, which the tab's address is ahead of while somebody is asked. */
  let shown = pathOf(tab.address());
  const show = () => {
    shown = pathOf(tab.address());
    changed(place());
  };
  const hrefOf = (to: string) => folder + to;

  const navigate: Navigate = (to, { replace = false, state = null } = {}) => {
    const href = hrefOf(to);
    const go = () => {
      index = (entryIn(tab.kept()).index || 0) + (replace ? 0 : 1);
      if (replace) tab.replace({ index, state }, href);
      else tab.push({ index, state }, href);
      show();
    };
    if (guard === null || pathOf(href) === pathOf(tab.address())) return go();
    guard.ask(() => {
      guard = null;
      go();
    });
  };

  return {
    place,
    hrefOf,
    isShown: (to) => new URL(hrefOf(to), tab.address()).href === tab.address(),
    navigate,
    setQuery: (pathname, change, options) => {
      const now = place();
      if (now.pathname !== pathname) return;
      const next = change(new URLSearchParams(now.search)).toString();
      navigate(`${pathname}${next && `?${next}`}${now.hash}`, options);
    },
    listen: (onChange) => {
      changed = onChange;
      const stop = tab.onMove(() => {
        const now = entryIn(tab.kept()).index;
        if (guard?.moved(now - index, pathOf(tab.address()) !== shown, tab.go)) return;
        index = now;
        show();
      });
      return () => {
        stop();
        changed = () => undefined;
      };
    },
    guard: (next) => {
      guard = next;
      return () => {
        if (guard === next) guard = null;
      };
    },
  };
}
