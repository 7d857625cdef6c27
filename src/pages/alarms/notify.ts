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

/** With what browsers know and the DOM's types do not. */
interface ReplacingOptions extends NotificationOptions {
  /** Whether one that takes the place of another is heard and seen as that was, instead of changing its text in silence. */
  readonly renotify: boolean;
}

function show(title: string, body: string): void {
  const options: ReplacingOptions = { body, tag: TAG, renotify: true };
  const shown = new Notification(title, options);
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
}

/** Why no notification can be shown now, and what to do, in words; '' when one can. */
export function notificationProblem(): PlainText | '' {
  if (!('Notification' in window)) return NONE;
  return Notification.permission === 'granted' ? '' : NEEDS;
}

/** Calls back after {@link notificationProblem} may have changed: people withdraw permissions in the browser itself. Returns the disposer. */
export function onNotificationProblem(listener: () => void): () => void {
  const over = new AbortController();
  const { signal } = over;
  // Not every browser tells of it.
  addEventListener('focus', listener, { signal });
  navigator.permissions
    ?.query({ name: 'notifications' })
    .then((status) => status.addEventListener('change', listener, { signal }))
    .catch(() => undefined);
  return () => over.abort();
}

/**
 * Asks for the permission and shows a first notification. To be called only when a person switches notifications on.
 * @returns why there will be none, and what to do, in words; '' when there will
 */
export async function startNotifying(): Promise<PlainText | ''> {
  if ('Notification' in window) await Notification.requestPermission();
  const problem = notificationProblem();
  if (problem !== '') return problem;
  try {
    show('Signalbox', t('Alarms are announced here while you look elsewhere.'));
    return '';
  } catch {
    // Telephones show those of installed pages only.
    return NONE;
  }
}

/**
 * Shows a notification, unless somebody is looking at the page or it may not.
 * @returns whether somebody could notice: the notification, or the page itself
 */
export function notify({ worst, count }: Announcement): boolean {
  if (document.hasFocus()) return true;
  if (notificationProblem() !== '') return false;
  const title = said(worst.title);
  const what = count > 1 ? t('{title}, and {n} more', { title, n: formatCount(count - 1) }) : title;
  try {
    show(what, `${t(PRIORITY_WORDS[worst.priority])} · ${conditionWords(worst)}`);
    return true;
  } catch {
    // Said when they were switched on.
    return false;
  }
}
