import { beforeEach, describe, expect, it, vi } from 'vitest';

const KEY = 'signalbox.alarms.announce';
let kept: Map<string, string>;
let page: EventTarget;

/** A tab of its own, with the settings as it reads them when it is opened. */
async function tab() {
  vi.resetModules();
  return import('./announce-settings.ts');
}

/** Another tab of the browser has stored something. @param key null: it has deleted all */
function stored(key: string | null, value?: unknown) {
  if (key === null) kept.clear();
  else kept.set(key, JSON.stringify(value));
  page.dispatchEvent(Object.assign(new Event('storage'), { key }));
}

beforeEach(() => {
  kept = new Map();
  page = new EventTarget();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  return () => vi.unstubAllGlobals();
});

describe('how this browser announces alarms', () => {
  it('is not at all until somebody switches something on', async () => {
    const { announceSettings } = await tab();
    expect(announceSettings.getState()).toEqual({ sound: false, notify: false });
  });

  it('is the same in all of its tabs at once', async () => {
    const { announceSettings, changeAnnouncements } = await tab();
    changeAnnouncements({ sound: true });
    stored(KEY, { sound: false, notify: false });
    expect(announceSettings.getState()).toEqual({ sound: false, notify: false });
    // What one tab has switched off no other switches on by changing something else.
    changeAnnouncements({ notify: true });
    expect(JSON.parse(kept.get(KEY) ?? '')).toEqual({ sound: false, notify: true });
    stored('signalbox.scheme', 'dark');
    expect(announceSettings.getState()).toEqual({ sound: false, notify: true });
    stored(null);
    expect(announceSettings.getState()).toEqual({ sound: false, notify: false });
  });
});
