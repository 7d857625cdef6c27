import type { Order, Role } from '../model/command.ts';
import type { EngineSession, News } from '../model/door.ts';
import { FakeConnection } from './connection/fake-connection.ts';
import { NewsDesk } from './news.ts';
import { OrderDesk } from './order-desk.ts';
import { SeriesStore } from './series/store.ts';

export const NOW = 1_750_000_000_000;
export const TEMPERATURE = { connection: 'bridge', device: 'thermometer', quantity: 'temperature' };
let databases = 0;
const opened: OrderDesk[] = [];

/** Stops the desks that were set up: called after each test. */
export function stopDesks(): void {
  for (const desk of opened.splice(0)) desk.stop();
}

export function session(name = 'Kim', role: Role = 'technician', hasEnded = false): EngineSession {
  return { person: { subject: `subject of ${name}`, name, role }, accessToken: null, hasEnded };
}

/** An order desk with one connection, and what it tells the page. */
export function setUp() {
  const database = `order-desk-${databases++}`;
  const settings = {
    audit: { database, entries: 1_000, days: 90 },
    commandDeadlineMs: 5_000,
    history: { database: `${database}-history`, maxBytes: 0, maxAgeMs: 0 },
  };
  const store = new SeriesStore({
    maxSeries: 10,
    maxDevices: 10,
    maxBytes: 1 << 24,
    maxSamplesPerSeries: 1_000,
  });
  const told: News[] = [];
  const news = new NewsDesk({ connections: () => null, changedSeries: () => [] }, (one) => told.push(one));
  const bridge = new FakeConnection('bridge');
  bridge.signAt = NOW;
  const desk = new OrderDesk(settings, session(), {
    store,
    news,
    locks: undefined,
    connection: (id) => (id === bridge.id ? bridge : undefined),
  });
  opened.push(desk);
  const order = (part: Partial<Order> = {}): Order => ({
    connection: 'bridge',
    device: 'relay',
    property: 'state',
    value: true,
    at: NOW,
    ...part,
  });
  return {
    settings,
    desk,
    bridge,
    store,
    order,
    /** What the page was told since the last time. */
    news: () => {
      news.sendNow();
      const all = told.splice(0);
      return {
        commands: all.flatMap(({ commands = [] }) => commands),
        log: all.flatMap(({ log = [] }) => log.map(({ text }) => text)),
      };
    },
    entries: async () => (await desk.audit(null, 100)).entries,
  };
}
