import { type ReactNode, useEffect, useState } from 'react';
import type { WallSettings } from '../../config/kiosk.ts';
import { useAlarms, useNow } from '../../live/index.ts';
import { forceScheme } from '../../ui/scheme.ts';
import { offsetAt } from '../../ui/zone.ts';
import styles from './display.module.css';
import { wallAlarms } from './health.ts';
import { brightnessAt } from './night.ts';
import { shiftAt } from './shift.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** Whether somebody is at the display: they touched it lately, or moved a pointer. */
function useHands(forMs: number): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const near = () => {
      setNear(true);
      clearTimeout(timer);
      timer = setTimeout(() => setNear(false), forMs);
    };
    // Browsers tell of a move, too, where only what is under a resting pointer has changed.
    const move = ({ movementX, movementY }: PointerEvent) => (movementX !== 0 || movementY !== 0) && near();
    const early = { capture: true, passive: true };
    const touches = ['pointerdown', 'wheel', 'keydown'] as const;
    for (const type of touches) addEventListener(type, near, early);
    addEventListener('pointermove', move, early);
    return () => {
      clearTimeout(timer);
      for (const type of touches) removeEventListener(type, near, early);
      removeEventListener('pointermove', move, early);
    };
  }, [forMs]);
  return isNear;
}

/** Moves what is within by a pixel now and then. */
function Shifted({ everyMs, children }: { readonly everyMs: number; readonly children: ReactNode }) {
  const { x, y } = shiftAt(useNow(), everyMs);
  return (
    <div className={styles.shifted} style={{ transform: `translate(${x}px, ${y}px)` }}>
      {children}
    </div>
  );
}

/** Darkens the screen by night; not while somebody is at it, or while there is an alarm that has to be seen at once. */
function Dusk({ night, isAlone }: Pick<WallSettings, 'night'> & { readonly isAlone: boolean }) {
  const now = useNow();
  const { worst } = wallAlarms(useAlarms().values());
  const isUrgent = worst?.state === 'unacknowledged' && worst.priority === 'critical';
  const minute = ((now + offsetAt(now)) / MINUTE_MS) % DAY_MINUTES;
  const brightness = isUrgent || !isAlone ? 1 : brightnessAt(night, minute);
  if (brightness === 1) return null;
  return <div className={styles.dusk} style={{ opacity: 1 - brightness }} data-brightness={brightness} />;
}

interface DisplayProps {
  readonly settings: WallSettings;
  readonly children: ReactNode;
}

/** The screen of a display that nobody works at, whatever is on it: in its colours, moved against burn-in, and dark by night. */
export function Display({ settings, children }: DisplayProps) {
  const { resumeAfterMs, colours, shiftEveryMs, night } = settings;
  const isAlone = !useHands(resumeAfterMs);
  useEffect(() => {
    forceScheme(colours);
    return () => forceScheme('auto');
  }, [colours]);
  return (
    <div className={styles.display} data-hands={isAlone ? 'off' : 'on'}>
      <Shifted everyMs={shiftEveryMs}>{children}</Shifted>
      <Dusk night={night} isAlone={isAlone} />
    </div>
  );
}
