import type { AnnounceSettings } from './announce-settings.ts';
import type { Announcement } from './announcer.ts';
import { notify } from './notify.ts';
import { inOneTab } from './one-tab.ts';
import { sound } from './sound.ts';

/** A tab that somebody looks at says so before the others ask whether to show a notification. */
const FOCUS_FIRST_MS = 300;

/**
 * Announces in the ways that are switched on, each in one tab.
 * @param onSilence told whether a sound that was wanted could not be heard
 */
export async function tell(
  announcement: Announcement,
  wants: AnnounceSettings,
  onSilence: (isSilent: boolean) => void,
): Promise<void> {
  const { priority } = announcement.worst;
  const bySound = async () => {
    if (wants.sound) onSilence(!(await inOneTab('sound', priority, () => sound(priority))));
  };
  const byNotification = async () => {
    if (!wants.notify) return;
    if (!document.hasFocus()) await new Promise((resolve) => setTimeout(resolve, FOCUS_FIRST_MS));
    await inOneTab('notification', priority, async () => notify(announcement));
  };
  // Tabs that cannot be heard keep the sound's turn a while each: who sees the alarms says so meanwhile.
  await Promise.all([bySound(), byNotification()]);
}
