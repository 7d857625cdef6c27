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
  readonly store: StoreApi<Navigation>;
  readonly cursor: SharedCursor;
  /** A gesture: shown, and undone by {@link TimeNavigator.reset}. */
  show(range: TimeRange): void;
  /** A choice: shown, and where resets lead from now on. */
  choose(range: TimeRange): void;
  /** Stops the window where it is. */
  pause(now: number): void;
  /** Back to the live edge, as wide as was chosen. */
  goLive(): void;
  /** Undoes zooming and panning. */
  reset(): void;
}

/** Makes the navigation of one page, or of one chart that keeps a window of its own. */
export function createNavigator(initial: TimeRange): TimeNavigator {
  const store = createStore<Navigation>(() => ({ range: initial, home: initial }));
  const choose = (range: TimeRange) => store.setState({ range, home: range });
  return {
    store,
    cursor: createCursor(),
    show(range) {
      if (!isSameRange(range, store.getState().range)) store.setState({ range });
    },
    choose,
    pause(now) {
      choose(paused(store.getState().range, now));
    },
    goLive() {
      const { range, home } = store.getState();
      // A live window that was made wider or narrower stays so; a look at the past ends where it began.
      const { spanMs } = range.until === null ? range : home;
      choose({ spanMs, until: null });
    },
    reset() {
      store.setState({ range: store.getState().home });
    },
  };
}
