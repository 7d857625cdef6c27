import { useCallback, useEffect, useRef, useState } from 'react';
import { type DeviceView, useSessionActions } from '../../session/index.ts';

const NOTHING_YET: DeviceView = { code: null, trouble: null };

/** A sign-in that somebody approves elsewhere, for as long as its screen is shown. `again` begins anew with another code. */
export function useDeviceSignIn(): { readonly view: DeviceView; readonly again: () => void } {
  const session = useSessionActions();
  const [view, setView] = useState(NOTHING_YET);
  const stop = useRef(() => {});
  const again = useCallback(() => {
    stop.current();
    setView(NOTHING_YET);
    stop.current = session.signInElsewhere(setView);
  }, [session]);
  useEffect(() => {
    again();
    return () => stop.current();
  }, [again]);
  return { view, again };
}
