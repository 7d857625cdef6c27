import { announceSettings } from './announce-settings.ts';
import type { Announcement } from './announcer.ts';

/**
 * Announces what is new among alarms, as this browser is set to: not at all, unless somebody has switched something on.
 * @param onSilence told whether a sound that was wanted could not be heard
 */
export function announce(announcement: Announcement, onSilence: (isSilent: boolean) => void): void {
  const wants = announceSettings.getState();
  if (!wants.sound && !wants.notify) return;
  import('./tell.ts')
    .then(({ tell }) => tell(announcement, wants, onSilence))
    // What could not be fetched says nothing; the banner does.
    .catch(() => wants.sound && onSilence(true));
}
