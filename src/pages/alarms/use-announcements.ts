import { useEffect, useState } from 'react';
import type { Alarm } from '../../model/alarm.ts';
import { announceSettings } from './announce-settings.ts';
import { Announcer } from './announcer.ts';

/** Told when a sound could not be heard, or could again. */
let onSilence: (isSilent: boolean) => void = () => {};

const announcer = new Announcer((announcement) => {
  const { sound: wantsSound, notify: wantsNotification } = announceSettings.getState();
  if (wantsSound) {
    import('./sound.ts')
      .then(({ sound }) => sound(announcement.worst.priority))
      .then(
        (isHeard) => onSilence(!isHeard),
        () => onSilence(true),
      );
  }
  if (wantsNotification) {
    // What could not be fetched says nothing; the banner does.
    import('./notify.ts').then(({ notify }) => notify(announcement)).catch(() => undefined);
  }
});

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
  return isSilent;
}
