import { useEffect, useState } from 'react';

/** What a slow phone draws without keeping a finger waiting. */
const SLICE = 6;

/**
 * How much of a list is to be drawn by now: a little more in each task, so that what a person does meanwhile waits for one slice at most.
 * What has been drawn stays.
 * @param wanted how much there is to be drawn in the end
 */
export function useSlices(wanted: number): number {
  const [drawn, setDrawn] = useState(SLICE);
  useEffect(() => {
    if (drawn >= wanted) return undefined;
    const timer = setTimeout(() => setDrawn(drawn + SLICE));
    return () => clearTimeout(timer);
  }, [drawn, wanted]);
  return Math.min(drawn, wanted);
}
