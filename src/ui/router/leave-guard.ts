import { useLayoutEffect, useRef, useState } from 'react';
import { holdBack } from './hold-back.ts';
import { useNavigation } from './Router.tsx';

/** What a page that must not be left by accident has to ask. */
export interface LeaveGuard {
  /** Somebody wants to leave: leaves after all. null while nobody does. */
  readonly leave: (() => void) | null;
  /** Stays after all. */
  readonly stay: () => void;
  /** Lets the next leaving pass at once. */
  readonly release: () => void;
}

/** Asks before this page is left, while that would lose something: by link, by Back, and by closing the tab. */
export function useLeaveGuard(isNeeded: boolean): LeaveGuard {
  const navigation = useNavigation();
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const isReleased = useRef(false);
  // Before anybody can see that there is something to lose, and leave.
  useLayoutEffect(() => {
    isReleased.current = false;
    if (!isNeeded) return undefined;
    const beforeUnload = (event: BeforeUnloadEvent) => {
      if (!isReleased.current) event.preventDefault();
    };
    addEventListener('beforeunload', beforeUnload);
    const open = holdBack(navigation, (go) => {
      if (isReleased.current) go();
      else setLeave(() => go);
    });
    return () => {
      removeEventListener('beforeunload', beforeUnload);
      open();
      setLeave(null);
    };
  }, [navigation, isNeeded]);
  return {
    leave,
    stay: () => setLeave(null),
    release: () => {
      isReleased.current = true;
    },
  };
}
