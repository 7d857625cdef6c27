import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Standing, type TakeQuietly } from './Standing.tsx';

/**
 * Starts what makes the page work without a network.
 * @param base address of the folder the page is in
 * @param isCopy the page began with a kept copy of its configuration
 * @param takeQuietly takes a new version by itself in a quiet moment, where nobody is to be asked; see {@link TakeQuietly}
 */
export function startOffline(base: string, isCopy: boolean, takeQuietly: TakeQuietly): void {
  const place = document.createElement('div');
  document.body.append(place);
  createRoot(place).render(
    <StrictMode>
      <Standing base={base} isCopy={isCopy} takeQuietly={takeQuietly} />
    </StrictMode>,
  );
}
