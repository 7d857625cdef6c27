import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineSession, PageMessage } from '../model/door.ts';
import type { EngineSettings } from '../model/settings.ts';
import { startEngine } from './engine.ts';
import type { RunEvents } from './run.ts';
import { liveStore } from './store.ts';

const world = vi.hoisted(() => ({ posted: [] as PageMessage[], events: [] as RunEvents[] }));

vi.mock('./run.ts', () => ({
  EngineLostError: class extends Error {},
  startRun: (_settings: EngineSettings, _session: EngineSession, events: RunEvents) => {
    world.events.push(events);
    return {
      auditChannel: '',
      post: (message: PageMessage) => world.posted.push(message),
      ask: () => Promise.resolve(),
      stop() {},
      kill() {},
    };
  },
}));

const SETTINGS: EngineSettings = {
  connections: [],
  limits: { maxSeries: 1, maxDevices: 1, maxBytes: 1 << 20, maxSamplesPerSeries: 1_000 },
  history: { database: 'h', maxBytes: 0, maxAgeMs: 0 },
  commandDeadlineMs: 1_000,
  audit: { database: 'a', entries: 1, days: 1 },
  alarms: { rules: [], role: 'technician', database: 'l', journal: { entries: 1, days: 1 } },
};
const SESSION: EngineSession = {
  person: { subject: 's', name: 'Kim', role: 'viewer' },
  accessToken: null,
  hasEnded: false,
};
let engine: ReturnType<typeof startEngine> | null = null;

beforeEach(() => {
  for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => {});
  vi.stubGlobal('document', new EventTarget());
  world.posted.length = 0;
  world.events.length = 0;
  engine = startEngine(
    () => SETTINGS,
    SESSION,
    () => {},
  );
});
afterEach(() => {
  engine?.stop();
  vi.unstubAllGlobals();
});

function tell(journal: true): void {
  world.events.at(-1)?.message({ type: 'news', news: { journal } });
}

it('The engine is told of each message of news that the page has taken, also where somebody who listens fails', () => {
  let taken = 0;
  const stop = liveStore.subscribe(({ journal }) => {
    taken = journal;
    expect(world.posted).toHaveLength(journal - 1);
  });
  tell(true);
  expect(world.posted).toEqual([{ type: 'taken' }]);
  tell(true);
  expect([taken, world.posted.length]).toEqual([2, 2]);
  stop();
  const stopFailing = liveStore.subscribe(() => {
    throw new Error('A listener fails.');
  });
  expect(() => tell(true)).toThrow('A listener fails.');
  expect(world.posted).toHaveLength(3);
  stopFailing();
});
