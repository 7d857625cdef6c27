import { vi } from 'vitest';
import type { News } from '../../model/door.ts';
import type { ConnectionSettings, EngineLimits } from '../../model/settings.ts';
import { NewsDesk } from '../news.ts';
import { SeriesStore } from '../series/store.ts';
import { Intake } from './intake.ts';

const SETTINGS: ConnectionSettings = {
  id: 'c',
  name: 'C',
  protocol: 'json',
  transport: 'websocket',
  url: 'ws://host',
  credentials: { kind: 'none' },
  staleAfterMs: 1_000,
  silenceLimitMs: 1_000,
  commandRole: 'technician',
  history: true,
  options: {},
};

/** An intake of one connection with all that it writes to. @param given a store that others use, too */
export function setUp(
  limits: Partial<EngineLimits> = {},
  more: Partial<ConnectionSettings> = {},
  given?: SeriesStore,
) {
  const all: EngineLimits = {
    maxSeries: 100,
    maxDevices: 100,
    maxBytes: 1 << 24,
    maxSamplesPerSeries: 1_000,
    ...limits,
  };
  const store = given ?? new SeriesStore(all);
  const news: News[] = [];
  const desk = new NewsDesk({ connections: () => null, changedSeries: () => store.takeChanged() }, (one) =>
    news.push(one),
  );
  const listener = { reported: vi.fn(), rejected: vi.fn() };
  const intake = new Intake({ ...SETTINGS, ...more }, all, store, desk, listener);
  const find = (device: string, quantity: string) => store.find({ connection: 'c', device, quantity });
  return { intake, store, listener, find, desk, news };
}
