import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { type Answered, answeredOf, type Latest, latestOf, openLatest } from '../live/index.ts';
import { type SeriesRef, seriesKey } from '../model/identity.ts';
import { useOnScreen } from './on-screen.ts';
import { seriesRef } from './refs.ts';

/** Answers come four times a second, now and then some milliseconds early: a timer for those would only part what changes together. */
const EARLY_MS = 40;
const NOTHING: Latest = { time: Number.NaN, value: Number.NaN };

/** The same list object for as long as it names the same series. */
export function useStableRefs(series: readonly SeriesRef[]): readonly SeriesRef[] {
  const key = series.map(seriesKey).join('\n');
  const kept = useRef<{ key: string; refs: readonly SeriesRef[] } | null>(null);
  return useMemo(() => {
    if (kept.current?.key !== key) kept.current = { key, refs: series.map(seriesRef) };
    return kept.current.refs;
  }, [key, series]);
}

/**
 * The newest readings of some series while `element` is on screen, in the order asked; the last known ones otherwise.
 * @param everyMs renders no oftener than this; what comes between is replaced by what comes after it
 */
export function useVisibleLatest(
  element: RefObject<Element | null>,
  series: readonly SeriesRef[],
  everyMs = 250,
): readonly Latest[] {
  const refs = useStableRefs(series);
  const onScreen = useOnScreen(element);
  const [answered, setAnswered] = useState<Answered>(new Map());
  useEffect(() => {
    if (!onScreen) return;
    let shownAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const handle = openLatest(refs, (answer) => {
      const show = () => {
        shownAt = performance.now();
        timer = undefined;
        setAnswered(answeredOf(refs, answer));
      };
      clearTimeout(timer);
      const wait = shownAt + everyMs - performance.now();
      if (wait <= EARLY_MS) show();
      else timer = setTimeout(show, wait);
    });
    return () => {
      clearTimeout(timer);
      handle.close();
    };
  }, [refs, onScreen, everyMs]);
  return latestOf(refs, answered).map((one) => one ?? NOTHING);
}
