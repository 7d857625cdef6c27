import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { createNavigator, type TimeNavigator } from './navigator.ts';
import { type WindowPreset, windowPresets } from './presets.ts';
import type { TimeRange } from './range.ts';

const OTHERWISE: WindowPreset = '5m';

/** The navigation that the page around the widgets gives them. */
export const TimeNavigation = createContext<TimeNavigator | null>(null);

/** The page's navigation; a widget with a window of its own, or on a page without any, has its own. */
export function useTimeNavigator(own: WindowPreset | undefined): TimeNavigator {
  const shared = useContext(TimeNavigation);
  return useMemo(() => {
    if (shared && own === undefined) return shared;
    return createNavigator({ spanMs: windowPresets[own ?? OTHERWISE].spanMs, until: null });
  }, [shared, own]);
}

/** The range shown now. Changes with every step of a gesture: for small components only. */
export function useTimeRange(navigator: TimeNavigator): TimeRange {
  return useStore(navigator.store, (state) => state.range);
}
