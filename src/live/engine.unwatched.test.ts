import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { command } from '../model/command.fixture.ts';
import { snapshot } from '../model/connection.fixture.ts';
import type { EngineSession } from '../model/door.ts';
import type { EngineSettings } from '../model/settings.ts';
import { withhold } from './door.ts';
import { startEngine } from './engine.ts';
import { isOrderUnderWay } from './leaving.ts';
import { noteRecording } from './recording.ts';
import type { RunEvents } from './run.ts';
import { liveStore } from './store.ts';
import { whenUnneeded } from './when-idle.ts';

const world = vi.hoisted(() => ({ events: null as RunEvents | null }));

vi.mock('./run.ts', () => ({
  EngineLostError: class extends Error {},
  startRun: (_settings: EngineSettings, _session: EngineSession, events: RunEvents) => {
    world.events = events;
    // One that is killed tells nothing more.
    const kill = () => {
      world.events = null;
    };
    return { auditChannel: '', post() {}, ask: () => Promise.resolve(), stop() {}, kill };
  },
}));
vi.mock('./watch/watch.ts', () => {
  throw new Error('It could not be fetched.');
});

beforeEach(() => {
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'])
    vi.stubGlobal(name, () => {});
  vi.stubGlobal('document', new EventTarget());
});
afterEach(() => vi.unstubAllGlobals());

it('Nothing looks live once an engine has failed where what replaces it could not be fetched', async () => {
  const engine = startEngine(
    () => ({
      connections: [],
      limits: { maxSeries: 1, maxDevices: 1, maxBytes: 1 << 20, maxSamplesPerSeries: 1_000 },
      history: { database: 'h', maxBytes: 0, maxAgeMs: 0 },
      commandDeadlineMs: 1_000,
      audit: { database: 'a', entries: 1, days: 1 },
      alarms: { rules: [], role: 'technician', database: 'l', journal: { entries: 1, days: 1 } },
    }),
    { person: { subject: 's', name: 'Kim', role: 'viewer' }, accessToken: null, hasEnded: false },
    () => {},
  );
  const target = { connection: 'bridge', device: 'relay' };
  const staleAfterMs = Number.POSITIVE_INFINITY;
  world.events?.message({
    type: 'news',
    news: {
      connections: [snapshot()],
      series: [
        { ...target, quantity: 'state', unit: '', kind: 'state', staleAfterMs, decimals: 0, history: [] },
      ],
      reported: [{ ...target, property: 'state', value: true, at: 0, stale: false }],
      commands: [
        command({ id: 's', state: 'sent' }),
        command({ id: 'p', device: 'pump', state: 'confirmed', pulse: { id: 'p', part: 'press' } }),
      ],
    },
  });
  noteRecording(true);
  world.events?.crashed('RangeError at token=swordfish');
  await vi.waitFor(() => expect(liveStore.getState().failure).toMatch(/RangeError.*Reload the page/));
  // It may not be dead: nothing that it still says is heard.
  world.events?.message({ type: 'news', news: { connections: [snapshot()] } });
  const { connections, series, reported, commands, failure } = liveStore.getState();
  expect(failure).not.toContain('swordfish');
  expect(connections).toMatchObject([
    { status: 'offline', reason: expect.stringMatching(/Reload the page/) },
  ]);
  expect([...series.values()]).toMatchObject([{ staleAfterMs: Number.NEGATIVE_INFINITY }]);
  expect([...reported.values()]).toMatchObject([{ value: true, stale: true }]);
  expect(commands.get('s')).toMatchObject({ state: 'timed-out', reason: expect.stringMatching(/stopped/) });
  // Whoever reloads the page now, or the wall itself, is kept from it by nothing.
  expect(isOrderUnderWay()).toBe(false);
  const reloaded = vi.fn();
  whenUnneeded(reloaded);
  expect(reloaded).toHaveBeenCalledTimes(1);
  expect(failure).toMatch(/^A pulse may not have ended/);
  // A press on what is locked now says nothing else in its place.
  withhold({ ...target, property: 'state' }, true, 'locked');
  await vi.waitFor(() => expect(liveStore.getState().failure).toBe(failure));
  engine.stop();
});
