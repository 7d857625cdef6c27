import { announceSettings } from './announce-settings.ts';
import type { Announcement } from './announcer.ts';

/**
 * Announces what is new among alarms, as this browser is set to: not at all, unless somebody has switched something on.
 * @param onSilence told whether a sound that was wanted could not be heard
 */
export function announce(announcement: Announcement, onSilence: (isSilent: boolean) => void): void {
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
}
