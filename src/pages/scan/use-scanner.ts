import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import {
  type Camera,
  type CameraProblem,
  canHaveCamera,
  isCameraAllowed,
  openCamera,
  problemOf,
} from './camera.ts';

/** How the scanner is. */
type Scanning =
  | { readonly state: 'off' }
  | { readonly state: 'starting' }
  /** @property light whether it is on; null where the camera has none */
  | { readonly state: 'on'; readonly light: boolean | null; readonly hasOther: boolean }
  | { readonly state: 'failed'; readonly problem: CameraProblem };

interface Scanner {
  readonly scanning: Scanning;
  /** Opens the camera; the browser asks for it where it has to. For a tap of the person's. */
  readonly start: () => void;
  readonly stop: () => void;
  /** Takes another camera, where there is one. */
  readonly change: () => void;
  readonly setLight: (isOn: boolean) => void;
}

/**
 * A camera that reads codes while the page is looked at. It is let go of when the page is left or hidden, and opened without a tap only where the
 * browser will not ask.
 * @param onCode should be stable
 */
export function useScanner(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (text: string) => void,
): Scanner {
  const [scanning, setScanning] = useState<Scanning>({ state: 'off' });
  const camera = useRef<Camera | null>(null);
  const attempt = useRef<AbortController | null>(null);
  const chosen = useRef<string | null>(null);
  const isToResume = useRef(false);

  const end = useCallback((next: Scanning) => {
    attempt.current?.abort();
    attempt.current = null;
    camera.current = null;
    setScanning(next);
  }, []);
  const stop = useCallback(() => end({ state: 'off' }), [end]);

  const start = useCallback(() => {
    const shown = video.current;
    if (!shown || attempt.current) return;
    if (!canHaveCamera()) return setScanning({ state: 'failed', problem: 'insecure' });
    const mine = new AbortController();
    attempt.current = mine;
    setScanning({ state: 'starting' });
    const onLost = () => {
      if (mine.signal.aborted) return;
      chosen.current = null;
      end({ state: 'failed', problem: 'lost' });
    };
    openCamera(shown, chosen.current, { onCode, onLost }, mine.signal).then(
      (opened) => {
        if (mine.signal.aborted) return;
        camera.current = opened;
        setScanning({ state: 'on', light: opened.hasLight ? false : null, hasOther: opened.next !== null });
      },
      (error: unknown) => {
        if (mine.signal.aborted) return;
        // The one that was chosen may be gone: the next try takes whichever is there.
        chosen.current = null;
        end({ state: 'failed', problem: problemOf(error) });
      },
    );
  }, [video, onCode, end]);

  const change = useCallback(() => {
    chosen.current = camera.current?.next ?? null;
    stop();
    start();
  }, [start, stop]);

  useEffect(() => {
    let isHere = true;
    const startUnasked = async () => {
      const isAllowed = await isCameraAllowed();
      if (isHere && isAllowed && document.visibilityState === 'visible') start();
    };
    const look = () => {
      if (document.visibilityState === 'hidden') {
        isToResume.current = attempt.current !== null;
        stop();
      } else if (isToResume.current) void startUnasked();
    };
    void startUnasked();
    document.addEventListener('visibilitychange', look);
    addEventListener('pagehide', stop);
    return () => {
      isHere = false;
      document.removeEventListener('visibilitychange', look);
      removeEventListener('pagehide', stop);
      attempt.current?.abort();
      attempt.current = null;
    };
  }, [start, stop]);

  const setLight = useCallback((isOn: boolean) => {
    camera.current?.setLight(isOn).then(
      () => setScanning((now) => (now.state === 'on' ? { ...now, light: isOn } : now)),
      // A light that cannot be switched is none.
      () => setScanning((now) => (now.state === 'on' ? { ...now, light: null } : now)),
    );
  }, []);

  return { scanning, start, stop, change, setLight };
}
