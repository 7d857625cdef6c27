import { useSyncExternalStore } from 'react';
import { onSaverChange, type SaverChoice, type SaverReason, saverChoice, saverReasonNow } from './saver.ts';

/** Why less is drawn now; null: it is not. */
export function useSaver(): SaverReason | null {
  return useSyncExternalStore(onSaverChange, saverReasonNow);
}

/** What was chosen. */
export function useSaverChoice(): SaverChoice {
  return useSyncExternalStore(onSaverChange, saverChoice);
}
