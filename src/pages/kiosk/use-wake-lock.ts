import { createContext, useContext, useEffect, useState } from 'react';

/** Whether the screen is kept from going dark; `refused` where the browser cannot, or would not. */
type WakeLockState = 'held' | 'refused' | 'unknown';

const Kept = createContext<WakeLockState>('unknown');

/** Tells what is shown on a display whether its screen is kept awake. */
export const WakeLock = Kept.Provider;

/** Whether the screen around this component is kept awake. */
export function useKeptAwake(): WakeLockState {
  return useContext(Kept);
}

/** Keeps the screen awake. The browser lets go of it whenever the page is hidden: it is taken again when it is seen. */
export function useWakeLock(): WakeLockState {
  const [state, setState] = useState<WakeLockState>('unknown');
  useEffect(() => {
    let isOver = false;
    let lock: WakeLockSentinel | null = null;
    const take = async () => {
      if (document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      try {
        const taken = await navigator.wakeLock.request('screen');
        if (isOver) return void taken.release();
        lock = taken;
        // A weak battery or the system can take it away, too: nobody tells when it could be had again.
        taken.addEventListener(
          'release',
          () => !isOver && document.visibilityState === 'visible' && setState('refused'),
        );
        setState('held');
      } catch {
        // Not over plain HTTP, not in every browser, not on a weak battery.
        if (!isOver) setState('refused');
      }
    };
    const again = () => void take();
    again();
    document.addEventListener('visibilitychange', again);
    // A system that has refused once may grant it later.
    const timer = setInterval(again, 60_000);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
      lock?.release().catch(() => undefined);
    };
  }, []);
  return state;
}
