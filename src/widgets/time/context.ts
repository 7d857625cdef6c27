import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { firstSpanMs } from './first-span.ts';
import { createNavigator, type TimeNavigator, withOwnSpan } from './navigator.ts';
import { type WindowPreset, windowPresets } from './presets.ts';
import type { TimeRange } from './range.ts';

const OTHERWISE: WindowPreset = '5m';

/** The navigation that the page around the widgets gives them. */
export const TimeNavigation = createContext<TimeNavigator | null>(null);

/**
 * The page's navigation, for a widget with a window of its own only the length of what it shows excepted ({@link withOwnSpan}), unless that is
 * too long for a page that saves data: then it is as long as the page's, where more can be chosen. On a page without any a widget has its own.
 */
export function navigatorOf(shared: TimeNavigator | null, own: WindowPreset | undefined): TimeNavigator {
  if (!shared) return createNavigator({ spanMs: firstSpanMs(own ?? OTHERWISE), until: null });
  if (own === undefined || firstSpanMs(own) < windowPresets[own].spanMs) return shared;
  return withOwnSpan(shared, windowPresets[own].spanMs);
}

/** {@link navigatorOf} the page around a widget. */
export function useTimeNavigator(own: WindowPreset | undefined): TimeNavigator {
  const shared = useContext(TimeNavigation);
  return useMemo(() => navigatorOf(shared, own), [shared, own]);
}

/** The range shown now. Changes with every step of a gesture: for small components only. */
export function useTimeRange(navigator: TimeNavigator): TimeRange {
  return useStore(navigator.store, (state) => state.range);
}
