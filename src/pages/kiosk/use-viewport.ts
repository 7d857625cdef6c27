import { useMemo, useSyncExternalStore } from 'react';

function listen(listener: () => void): () => void {
  addEventListener('resize', listener);
  return () => removeEventListener('resize', listener);
}

/** Size of the window, CSS pixels. */
export function useViewport(): { readonly width: number; readonly height: number } {
  const width = useSyncExternalStore(listen, () => innerWidth);
  const height = useSyncExternalStore(listen, () => innerHeight);
  return useMemo(() => ({ width, height }), [width, height]);
}
