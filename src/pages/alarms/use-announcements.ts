import { useEffect, useState } from 'react';
import type { Alarm } from '../../model/alarm.ts';
import { announce } from './announce.ts';
import { Announcer } from './announcer.ts';
import { openCounts } from './list.ts';

/** Told when a sound could not be heard, or could again. */
let onSilence: (isSilent: boolean) => void = () => {};

const announcer = new Announcer((announcement) => announce(announcement, onSilence));

/** Announces what is new among alarms, as this browser is set to. Tells whether a sound was wanted and could not be heard. */
export function useAnnouncements(alarms: ReadonlyMap<string, Alarm>): boolean {
  const [isSilent, setSilent] = useState(false);
  useEffect(() => {
    onSilence = setSilent;
    return () => {
      onSilence = () => {};
      announcer.hear(new Map());
    };
  }, []);
  useEffect(() => announcer.hear(alarms), [alarms]);
  useEffect(() => {
    if (!isSilent) return undefined;
    const over = new AbortController();
    // From now on the browser may let sound through. What still waits for somebody has not been heard.
    const retry = () => {
      setSilent(false);
      const { worst, all } = openCounts(alarms.values());
      if (worst) announce({ worst, count: all }, onSilence);
    };
    for (const touch of ['click', 'keydown'])
      addEventListener(touch, retry, { capture: true, signal: over.signal });
    return () => over.abort();
  }, [isSilent, alarms]);
  return isSilent;
}
