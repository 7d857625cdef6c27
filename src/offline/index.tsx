import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { tryOnComingBack } from './coming-back.ts';
import { Standing, type TakeQuietly } from './Standing.tsx';

/**
 * Starts what makes the page work without a network.
 * @param base address of the folder the page is in
 * @param isWall whether it is a wall's address now, where nobody is to be asked
 * @param takeQuietly takes a new version by itself in a quiet moment
 */
export function startOffline(base: string, isWall: () => boolean, takeQuietly: TakeQuietly): void {
  tryOnComingBack();
  const place = document.createElement('div');
  document.body.append(place);
  createRoot(place).render(
    <StrictMode>
      <Standing base={base} isWall={isWall} takeQuietly={takeQuietly} />
    </StrictMode>,
  );
}
