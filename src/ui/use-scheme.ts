import { useSyncExternalStore } from 'react';
import { chosenScheme, onSchemeChange, type Scheme } from './scheme.ts';

/** What was chosen. */
export function useScheme(): Scheme {
  return useSyncExternalStore(onSchemeChange, chosenScheme);
}
