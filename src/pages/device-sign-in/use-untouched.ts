import { useEffect, useRef } from 'react';

const TOUCHES = ['pointerdown', 'wheel', 'keydown'] as const;

/**
 * Calls as soon as nobody has touched the page for some time.
 * @param forMs null: never
 */
export function useUntouched(forMs: number | null, then: () => void): void {
  const newest = useRef(then);
  newest.current = then;
  useEffect(() => {
    if (forMs === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => newest.current(), forMs);
    };
    touched();
    const early = { capture: true, passive: true };
    for (const type of TOUCHES) addEventListener(type, touched, early);
    return () => {
      clearTimeout(timer);
      for (const type of TOUCHES) removeEventListener(type, touched, early);
    };
  }, [forMs]);
}
