import { useCallback, useEffect, useRef, useState } from 'react';
import { isOrderUnderWay } from '../../live/index.ts';
import { advanced, begun, following, type Rotation, restOf, resumed, stepped, touched } from './rotation.ts';

const LOOK_EVERY_MS = 250;
/** The next screen is made ready so long before its turn. */
const PREPARE_MS = 4_000;

/** The rotation of a wall, and what somebody in front of it can do to it. */
export interface WallRotation {
  readonly place: number;
  /** What has to be drawn already, since its turn comes soon; null while there is nothing. */
  readonly next: number | null;
  /** When it goes on by itself, ms of `performance.now()`; null while it does. */
  readonly pausedUntil: number | null;
  touch(): void;
  step(by: number): void;
  resume(): void;
}

/**
 * Turns the screens of a wall.
 * @param lengths how long each is shown, ms; stable (memoised)
 */
export function useRotation(lengths: readonly number[], resumeAfterMs: number): WallRotation {
  const [rotation, setRotation] = useState<Rotation>(() => begun(performance.now()));
  const [isNear, setNear] = useState(false);
  const current = useRef(rotation);
  const set = useCallback((next: Rotation) => {
    current.current = next;
    setRotation(next);
  }, []);
  useEffect(() => {
    const look = () => {
      const now = performance.now();
      // Whoever has just ordered something is still looking for what becomes of it.
      const next = isOrderUnderWay() ? current.current : advanced(current.current, lengths, now);
      if (next !== current.current) set(next);
      setNear(restOf(next, lengths, now) < PREPARE_MS);
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [lengths, set]);
  const place = rotation.place < lengths.length ? rotation.place : 0;
  const next = following({ ...rotation, place }, lengths.length);
  return {
    place,
    next: isNear && next !== place ? next : null,
    pausedUntil: rotation.pausedUntil,
    touch: () => set(touched(current.current, performance.now(), resumeAfterMs)),
    step: (by) => set(stepped(current.current, lengths.length, by, performance.now(), resumeAfterMs)),
    resume: () => set(resumed(current.current, performance.now())),
  };
}
