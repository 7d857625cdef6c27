import { createStore } from 'zustand/vanilla';

/** How this browser announces alarms. Everything is off until somebody switches it on. */
export interface AnnounceSettings {
  readonly sound: boolean;
  readonly notify: boolean;
}

const KEY = 'signalbox.alarms.announce';

function stored(): AnnounceSettings {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const is = (name: keyof AnnounceSettings) =>
      typeof value === 'object' && value !== null && Reflect.get(value, name) === true;
    return { sound: is('sound'), notify: is('notify') };
  } catch {
    return { sound: false, notify: false };
  }
}

export const announceSettings = createStore<AnnounceSettings>(stored);

// In this browser means in all of its tabs, as somebody who switches the sound off expects.
addEventListener('storage', ({ key }) => {
  if (key === KEY || key === null) announceSettings.setState(stored());
});

/** Changes them, for this browser and after a reload, too. */
export function changeAnnouncements(part: Partial<AnnounceSettings>): void {
  announceSettings.setState(part);
  try {
    localStorage.setItem(KEY, JSON.stringify(announceSettings.getState()));
  } catch {
    // Then they hold until the page is closed.
  }
}
