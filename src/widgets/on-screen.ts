import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';
import { onPaper, paperTime } from '../ui/paper.ts';

/** Whether an observed element intersects now: a page that is late is told of several changes at once, the oldest first. */
export function isSeen(entries: readonly Pick<IntersectionObserverEntry, 'isIntersecting'>[]): boolean {
  return entries.at(-1)?.isIntersecting ?? false;
}

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
      (entries) => {
        const seen = isSeen(entries);
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
