import { formatCount } from '../../ui/format.ts';
import { said } from '../../ui/said.ts';
import { type PlainText, t } from '../../ui/text.ts';
import type { Announcement } from './announcer.ts';
import { conditionWords, PRIORITY_WORDS } from './words.ts';

/** One at a time, of all tabs: a newer one takes the place of an older. */
const TAG = 'signalbox.alarms';
/** The browser may take its time to ask, but not for ever. */
const NEEDS: PlainText =
  'The browser does not let this page show notifications. Allow them in its settings for this address, then switch them on again.';
const NONE: PlainText =
  'This browser shows no notifications of this page. Served by HTTPS, on a computer, it would.';

function show(title: string, body: string): void {
  const shown = new Notification(title, { body, tag: TAG });
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
}

/**
 * Asks for the permission and shows a first notification. To be called only when a person switches notifications on.
 * @returns why there will be none, and what to do, in words; '' when there will
 */
export async function startNotifying(): Promise<PlainText | ''> {
  if (!('Notification' in window)) return NONE;
  if ((await Notification.requestPermission()) !== 'granted') return NEEDS;
  try {
    show('Signalbox', t('Alarms are announced here while you look elsewhere.'));
    return '';
  } catch {
    // Telephones show those of installed pages only.
    return NONE;
  }
}

/** Shows a notification, unless somebody is looking at the page or it may not. */
export function notify({ worst, count }: Announcement): void {
  if (document.hasFocus() || !('Notification' in window) || Notification.permission !== 'granted') return;
  const title = said(worst.title);
  const what = count > 1 ? t('{title}, and {n} more', { title, n: formatCount(count - 1) }) : title;
  try {
    show(what, `${t(PRIORITY_WORDS[worst.priority])} · ${conditionWords(worst)}`);
  } catch {
    // Said when they were switched on.
  }
}
