import { useEffect, useRef } from 'react';
import type { WallRotation } from './use-rotation.ts';

/** Lets whoever touches the wall, or a key of it, stop the rotation; the arrow keys lead on and back. On the whole window: nothing of a wall need have the focus. */
export function useTouch(rotation: Pick<WallRotation, 'touch' | 'step'>): void {
  const current = useRef(rotation);
  current.current = rotation;
  useEffect(() => {
    const touch = () => current.current.touch();
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight' || key === 'ArrowLeft') current.current.step(key === 'ArrowRight' ? 1 : -1);
      else touch();
    };
    // Before anything on the wall takes it for itself.
    const early = { capture: true, passive: true };
    addEventListener('pointerdown', touch, early);
    addEventListener('wheel', touch, early);
    addEventListener('keydown', press, early);
    return () => {
      removeEventListener('pointerdown', touch, early);
      removeEventListener('wheel', touch, early);
      removeEventListener('keydown', press, early);
    };
  }, []);
}
