import type { OpenPage } from './browser.ts';

/** The dashboard that is shown, by its title. */
export function shown(open: OpenPage): Promise<string> {
  return open.page.evaluate<string>(
    `document.querySelector('[data-wall] main')?.getAttribute('aria-label') ?? ''`,
  );
}

/** What the wall shows of what happens to it. */
export interface Sight {
  /** Another screen is shown than when this was asked last: each is drawn for its turn and let go after it. */
  readonly hasTurned: boolean;
  /** Whether the alarm is said to be active, or over; null where nothing is said of it. */
  readonly alarm: 'raised' | 'over' | null;
  /** Whether all connections are said to be online. */
  readonly isOnline: boolean;
  /** The end of the token that is kept, which another takes the place of with each renewal. */
  readonly token: string;
}

/** @param title the alarm's */
export function look(open: OpenPage, title: string): Promise<Sight> {
  return open.page.evaluate<Sight>(`(() => {
    const screen = document.querySelector('[data-wall] main > [aria-hidden="false"]');
    const hasTurned = screen !== null && !screen.hasAttribute('data-seen');
    screen?.setAttribute('data-seen', '');
    const said = document.querySelector('[data-alarms]')?.textContent ?? '';
    const alarm = !said.includes('${title}') ? null : said.includes('(over)') ? 'over' : 'raised';
    const isOnline = / of [0-9]+ online/.test(document.querySelector('[data-health]')?.textContent ?? '') === false;
    const kept = Object.entries(localStorage).find(([key]) => key.startsWith('oidc.user:'))?.[1] ?? '{}';
    return { hasTurned, alarm, isOnline, token: (JSON.parse(kept).access_token ?? '').slice(-16) };
  })()`);
}

/** Whether it turns by itself: nobody has touched it lately. */
export async function isAlone(open: OpenPage): Promise<boolean> {
  return await open.page.evaluate<boolean>(
    `document.querySelector('[data-wall]')?.getAttribute('data-wall') === 'alone'`,
  );
}
