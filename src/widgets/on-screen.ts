import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';
import { onPaper, paperTime } from '../ui/paper.ts';

/**
 * Whether an element is on screen, or near it. On paper all are.
 * @param margin CSS pixels around the screen that count as near
 * @param once stays true after the first time
 */
export function useOnScreen(ref: RefObject<Element | null>, margin = 0, once = false): boolean {
  const [onScreen, setOnScreen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        const seen = entry?.isIntersecting ?? false;
        setOnScreen(seen);
        if (seen && once) observer.disconnect();
      },
      { rootMargin: `${margin}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, margin, once]);
  const isPaper = useSyncExternalStore(onPaper, paperTime) !== null;
  return onScreen || isPaper;
}
