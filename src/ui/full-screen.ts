import { useSyncExternalStore } from 'react';

function onChange(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}

/** What fills the screen; null: nothing does. What is not within it is neither seen nor reached. */
export function useFullScreen(): Element | null {
  return useSyncExternalStore(onChange, () => document.fullscreenElement);
}
