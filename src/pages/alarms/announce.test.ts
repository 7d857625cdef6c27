import { beforeEach, expect, it, vi } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';

const told = vi.hoisted(() => ({ heard: true, sounds: [] as string[], notifications: [] as string[] }));
vi.mock('./sound.ts', () => ({
  sound: async (priority: string) => {
    told.sounds.push(priority);
    return told.heard;
  },
}));
vi.mock('./notify.ts', () => ({
  notify: ({ worst }: { worst: { title: string } }) => told.notifications.push(worst.title) > 0,
}));
// Whether another tab tells is a matter of its own.
vi.mock('./one-tab.ts', () => ({
  inOneTab: (_way: string, _priority: string, tell: () => Promise<boolean>) => tell(),
}));

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('document', { hasFocus: () => true });
  return () => vi.unstubAllGlobals();
});

it('An alarm is silent until somebody switches sound or notifications on, each for itself', async () => {
  const { announce } = await import('./announce.ts');
  const { changeAnnouncements } = await import('./announce-settings.ts');
  const silences: boolean[] = [];
  const hear = async () => {
    announce({ worst: alarm({ priority: 'critical' }), count: 1 }, (isSilent) => silences.push(isSilent));
    await vi.dynamicImportSettled();
  };
  await hear();
  expect(told).toEqual({ heard: true, sounds: [], notifications: [] });

  changeAnnouncements({ sound: true });
  await hear();
  expect(told).toMatchObject({ sounds: ['critical'], notifications: [] });
  told.heard = false;
  await hear();
  expect(silences).toEqual([false, true]);

  changeAnnouncements({ sound: false, notify: true });
  await hear();
  expect(told).toMatchObject({ sounds: ['critical', 'critical'], notifications: ['Too hot'] });
});
