import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Standing } from './Standing.tsx';

/**
 * Starts what makes the page work without a network.
 * @param base address of the folder the page is in
 * @param isCopy the page began with a kept copy of its configuration
 */
export function startOffline(base: string, isCopy: boolean): void {
  const place = document.createElement('div');
  document.body.append(place);
  createRoot(place).render(
    <StrictMode>
      <Standing base={base} isCopy={isCopy} />
    </StrictMode>,
  );
}
