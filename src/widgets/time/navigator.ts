import { createStore, type StoreApi } from 'zustand/vanilla';
import { isSameRange, paused, type TimeRange } from './range.ts';

interface Navigation {
  readonly range: TimeRange;
  /** Where a reset leads: what was chosen before zooming and panning. */
  readonly home: TimeRange;
}

/** A moment pointed at, shared by charts; at most one of them is pointed at. */
interface SharedCursor {
  /** Epoch ms; null: none. */
  readonly time: number | null;
  /** Says where the pointer is. `owner` tells the charts apart; only the owner can take the moment away again. */
  point(owner: object, time: number | null): void;
  /** Calls back when the moment changes; returns the disposer. */
  subscribe(listener: () => void): () => void;
}

function createCursor(): SharedCursor {
  const listeners = new Set<() => void>();
  let time: number | null = null;
  let pointing: object | null = null;
  return {
    get time() {
      return time;
    },
    point(owner, next) {
      if (next === null && pointing !== owner) return;
      pointing = next === null ? null : owner;
      if (next === time) return;
      time = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The window of time and the cursor that the charts of a page share. Knows nothing of React: charts follow it by themselves. */
export interface TimeNavigator {
  readonly store: Pick<StoreApi<Navigation>, 'getState' | 'getInitialState' | 'subscribe'>;
  readonly cursor: SharedCursor;
  /** A gesture: shown, and undone by {@link TimeNavigator.reset}. */
  show(range: TimeRange): void;
  /** A choice: shown, and where resets lead from now on. */
  choose(range: TimeRange): void;
  /** Stops a live window where it is; one that stands still stays as it is, and so does what resets lead to. */
  pause(now: number): void;
  /** Back to the live edge, as wide as the window was there last, or as was chosen since. */
  goLive(): void;
  /** Undoes zooming and panning. */
  reset(): void;
}

const asLive = (range: TimeRange): TimeRange => ({ ...range, until: null });

/** Makes the navigation of one page. */
export function createNavigator(initial: TimeRange): TimeNavigator {
  const store = createStore<Navigation>(() => ({ range: initial, home: initial }));
  /** What was live or chosen last: a live window that was made wider or narrower stays so; a look at the past ends where it began. */
  let live = initial;
  const choose = (range: TimeRange, home = range) => {
    live = range;
    store.setState({ range, home });
  };
  return {
    store,
    cursor: createCursor(),
    show(range) {
      const shown = store.getState().range;
      if (isSameRange(range, shown) && range.exact === shown.exact) return;
      if (range.until === null) live = range;
      store.setState({ range });
    },
    choose,
    pause(now) {
      const { range, home } = store.getState();
      if (range.until === null) choose(paused(range, now), paused(home, now));
    },
    goLive: () => choose(asLive(live), asLive(store.getState().home)),
    reset: () => choose(store.getState().home),
  };
}

/**
 * The navigation of a chart with a window of its own, on a page: only its length is its own. It is live or paused, and is moved, with
 * the page, by which it also goes back to live, and it shares the page's cursor. Another window chosen for the page leaves its length
 * alone: that is what it has its own for. What is zoomed to, on this chart or another, or chosen by its two ends, all charts show
 * alike, this one too, until that is undone.
 * @param spanMs the chart's own length
 */
export function withOwnSpan(page: TimeNavigator, spanMs: number): TimeNavigator {
  const made = new WeakMap<Navigation, Navigation>();
  const ownRange = (range: TimeRange): TimeRange => (range.exact ? range : { ...range, spanMs });
  /** The same object for the same state: who looks at it twice sees that nothing has changed. */
  const own = (state: Navigation): Navigation => {
    const before = made.get(state);
    if (before) return before;
    const next = { range: ownRange(state.range), home: ownRange(state.home) };
    made.set(state, next);
    return next;
  };
  const pageRange = (range: TimeRange): TimeRange =>
    range.exact ? range : { ...range, spanMs: page.store.getState().range.spanMs };
  return {
    ...page,
    store: {
      getState: () => own(page.store.getState()),
      getInitialState: () => own(page.store.getInitialState()),
      subscribe: (listener) => page.store.subscribe((state, before) => listener(own(state), own(before))),
    },
    show: (range) => page.show(pageRange(range)),
    choose: (range) => page.choose(pageRange(range)),
  };
}
