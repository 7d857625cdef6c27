import { isSeen } from '../on-screen.ts';

/** What becomes of an element's place on screen. */
export interface PlaceEvents {
  /** On or near the screen of a visible tab, or no longer. */
  onAttended(attended: boolean): void;
  /** Whole CSS pixels. */
  onSize(size: { readonly width: number; readonly height: number }): void;
}

/** Charts this near to the screen are ready when they come into sight. */
const NEAR = '64px';

/** Watches an element until the disposer is called. */
export function watchPlace(element: HTMLElement, events: PlaceEvents): () => void {
  let onScreen = false;
  const tell = () => events.onAttended(onScreen && !document.hidden);
  let size = { width: 0, height: 0 };
  const resizing = new ResizeObserver(([entry]) => {
    if (!entry) return;
    const { width, height } = entry.contentRect;
    size = { width: Math.floor(width), height: Math.floor(height) };
    events.onSize(size);
  });
  // A window moved to another screen keeps its size, but not its pixels. uPlot tells of it, once it knows itself.
  const scaled = () => events.onSize(size);
  const watching = new IntersectionObserver(
    (entries) => {
      onScreen = isSeen(entries);
      tell();
    },
    { rootMargin: NEAR },
  );
  document.addEventListener('visibilitychange', tell);
  addEventListener('dppxchange', scaled);
  resizing.observe(element);
  watching.observe(element);
  return () => {
    document.removeEventListener('visibilitychange', tell);
    removeEventListener('dppxchange', scaled);
    resizing.disconnect();
    watching.disconnect();
  };
}
