import { useEffect, useState } from 'react';
import { createNavigator, type TimeNavigator } from './navigator.ts';
import { type WindowPreset, windowPresets } from './presets.ts';

const OTHERWISE: WindowPreset = '5m';

/**
 * The navigation through time of a page that nobody works at: not in the address, and live again whenever it is left alone.
 * @param isAlone nobody is at the page now
 */
export function useLiveTime(preset: WindowPreset = OTHERWISE, isAlone = true): TimeNavigator {
  const { spanMs } = windowPresets[preset];
  const [navigator] = useState(() => createNavigator({ spanMs, until: null }));
  useEffect(() => {
    if (isAlone) navigator.choose({ spanMs, until: null });
  }, [navigator, spanMs, isAlone]);
  return navigator;
}
