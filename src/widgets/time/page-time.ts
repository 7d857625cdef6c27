import { useEffect, useRef, useState } from 'react';
import { useQuery } from '../../ui/router/index.ts';
import { firstSpanMs } from './first-span.ts';
import { createNavigator, type TimeNavigator } from './navigator.ts';
import type { WindowPreset } from './presets.ts';
import { isSameRange, readRange, type TimeRange, writeRange } from './range.ts';

const OTHERWISE: WindowPreset = '5m';
/** Browsers refuse an address that changes with every step of a gesture. */
const AT_REST_MS = 250;

function usual(preset: WindowPreset): TimeRange {
  return { spanMs: firstSpanMs(preset), until: null };
}

function isSame(one: TimeRange | null, other: TimeRange | null): boolean {
  return one && other ? isSameRange(one, other) && one.exact === other.exact : one === other;
}

/**
 * The navigation through time of one page, kept in its address (`?window=5m&until=…`): a reload and a link show the same.
 * @param preset what is shown when the address says nothing
 */
export function usePageTime(preset: WindowPreset = OTHERWISE): TimeNavigator {
  const [query, setQuery] = useQuery();
  const asked = readRange(query);
  const [navigator] = useState(() => createNavigator(asked ?? usual(preset)));
  const written = useRef<TimeRange | null>(asked);
  const seen = useRef<TimeRange | null>(asked);
  // The router's function is another one after each change of the address; what waits to be written must not be lost by it.
  const write = useRef(setQuery);
  write.current = setQuery;

  // An address that changed under us (back, forward, a link): it rules, also when it says nothing.
  useEffect(() => {
    if (isSame(asked, seen.current)) return;
    seen.current = asked;
    if (isSame(asked, written.current)) return;
    written.current = asked;
    navigator.choose(asked ?? usual(preset));
  }, [asked, navigator, preset]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = navigator.store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { range } = navigator.store.getState();
        if (isSame(range, written.current)) return;
        written.current = range;
        write.current(
          (next) => {
            writeRange(next, range);
            return next;
          },
          { replace: true },
        );
      }, AT_REST_MS);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [navigator]);
  return navigator;
}
