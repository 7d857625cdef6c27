import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { createNavigator, type TimeNavigator, withOwnSpan } from './navigator.ts';
import { type WindowPreset, windowPresets } from './presets.ts';
import type { TimeRange } from './range.ts';

const OTHERWISE: WindowPreset = '5m';

/** The navigation that the page around the widgets gives them. */
export const TimeNavigation = createContext<TimeNavigator | null>(null);

/**
 * The page's navigation, for a widget with a window of its own only the length of what it shows excepted ({@link withOwnSpan}). On a page
 * without any a widget has its own.
 */
export function useTimeNavigator(own: WindowPreset | undefined): TimeNavigator {
  const shared = useContext(TimeNavigation);
  return useMemo(() => {
    if (!shared) return createNavigator({ spanMs: windowPresets[own ?? OTHERWISE].spanMs, until: null });
    return own === undefined ? shared : withOwnSpan(shared, windowPresets[own].spanMs);
  }, [shared, own]);
}

/** The range shown now. Changes with every step of a gesture: for small components only. */
export function useTimeRange(navigator: TimeNavigator): TimeRange {
  return useStore(navigator.store, (state) => state.range);
}
