import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';
import { notificationProblem, notify, onNotificationProblem, startNotifying } from './notify.ts';

const shown: { readonly title: string; readonly options: object | undefined }[] = [];
let permission: NotificationPermission;
let asked: number;
let hasFocus: boolean;
let page: EventTarget;
let atBrowser: EventTarget;

class Noted {
  static get permission() {
    return permission;
  }
  static async requestPermission() {
    asked += 1;
    return permission;
  }
  onclick = null;
  constructor(title: string, options?: object) {
    shown.push({ title, options });
  }
}

beforeEach(() => {
  shown.length = 0;
  permission = 'granted';
  asked = 0;
  hasFocus = false;
  page = new EventTarget();
  atBrowser = new EventTarget();
  vi.stubGlobal('window', { Notification: Noted });
  vi.stubGlobal('Notification', Noted);
  vi.stubGlobal('document', { hasFocus: () => hasFocus });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('navigator', { permissions: { query: async () => atBrowser } });
});
afterEach(() => void vi.unstubAllGlobals());

describe('a notification', () => {
  it('takes the place of the one before it, and is heard as that was', () => {
    notify({ worst: alarm({ title: 'Too hot' }), count: 3 });
    notify({ worst: alarm({ title: 'Too cold' }), count: 1 });
    expect(shown.map(({ title }) => title)).toEqual(['Too hot, and 2 more', 'Too cold']);
    expect(shown[1]?.options).toMatchObject({ tag: 'signalbox.alarms', renotify: true });
  });

  it('is shown neither to who looks at the page nor without the permission, for which it asks nobody', () => {
    hasFocus = true;
    notify({ worst: alarm(), count: 1 });
    hasFocus = false;
    permission = 'default';
    notify({ worst: alarm(), count: 1 });
    expect(shown).toEqual([]);
    expect(asked).toBe(0);
  });

  it('is shown first, and asked for, when somebody switches notifications on', async () => {
    expect(await startNotifying()).toBe('');
    expect(shown.map(({ title }) => title)).toEqual(['Signalbox']);
    permission = 'denied';
    expect(await startNotifying()).toMatch(/does not let this page show notifications/);
    expect(shown).toHaveLength(1);
    expect(asked).toBe(2);
  });

  it('is known to be impossible as soon as the permission is withdrawn', async () => {
    const told: string[] = [];
    const leave = onNotificationProblem(() => told.push(notificationProblem()));
    await Promise.resolve();
    expect(notificationProblem()).toBe('');
    permission = 'denied';
    atBrowser.dispatchEvent(new Event('change'));
    expect(told).toEqual([expect.stringMatching(/does not let this page show notifications/)]);
    // Where the browser tells nobody, whoever comes back from its settings looks at the page again.
    permission = 'granted';
    page.dispatchEvent(new Event('focus'));
    expect(told[1]).toBe('');
    leave();
    atBrowser.dispatchEvent(new Event('change'));
    page.dispatchEvent(new Event('focus'));
    expect(told).toHaveLength(2);
    vi.stubGlobal('window', {});
    expect(notificationProblem()).toMatch(/shows no notifications/);
  });
});
