import { beforeEach, expect, it, vi } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';

const told = vi.hoisted(() => ({ heard: true, sounds: [] as string[], notifications: [] as string[] }));
/** What the turn to sound waits for. */
const turn = vi.hoisted(() => ({ toSound: Promise.resolve() }));
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
  inOneTab: async (way: string, _priority: string, tell: () => Promise<boolean>) => {
    if (way === 'sound') await turn.toSound;
    return tell();
  },
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

it('Who sees the alarms says so while tabs that cannot be heard still have the turn to sound', async () => {
  const { tell } = await import('./tell.ts');
  const before = told.notifications.length;
  const sounds = told.sounds.length;
  let isTheirTurnOver = () => {};
  turn.toSound = new Promise((resolve) => {
    isTheirTurnOver = resolve;
  });
  const all = tell({ worst: alarm(), count: 1 }, { sound: true, notify: true }, () => {});
  await vi.waitFor(() => expect(told.notifications).toHaveLength(before + 1));
  expect(told.sounds).toHaveLength(sounds);
  isTheirTurnOver();
  await all;
  expect(told.sounds).toHaveLength(sounds + 1);
});
