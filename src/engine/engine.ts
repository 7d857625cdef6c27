import type { EngineMessage, EngineSession, PageMessage } from '../model/door.ts';
import type { SeriesRef } from '../model/identity.ts';
import { newId } from '../model/new-id.ts';
import type { ConnectionSettings, EngineSettings } from '../model/settings.ts';
import type { ConnectionTools } from '../model/tools.ts';
import type { RawSamples } from '../model/view.ts';
import { Alarms } from './alarms/alarms.ts';
import { AnswerDesk } from './answer-desk.ts';
import { Connection } from './connection/connection.ts';
import { Connections } from './connection/connections.ts';
import { Intake } from './connection/intake.ts';
import type { ConnectionHost } from './connection/supervisor.ts';
import { type Figures, figuresOf } from './figures.ts';
import { History } from './history/history.ts';
import { NewsDesk } from './news.ts';
import { OrderDesk } from './order-desk.ts';
import { findProtocol } from './protocols/index.ts';
import { fetching, standIn } from './protocols/stand-in.ts';
import { SeriesStore } from './series/store.ts';
import { heldUntil } from './transports/held.ts';
import { findTransport } from './transports/index.ts';
import { Views } from './views.ts';

const TICK_MS = 1000;
/** Smaller steps back are the work of a clock that keeps itself right. */
const CLOCK_SET_BACK_MS = 2_000;
/** What links bring waits for history to be back so long at most; it goes on coming back behind them. */
const RESTORE_MS = 1_500;

/** The data plane, put together: connections, series, answers, orders, alarms, history, and the clock they go by. One a page, in its worker. */
export class Engine {
  readonly alarms: Alarms;
  readonly connections: Connections;
  readonly orders: OrderDesk;
  readonly #settings: EngineSettings;
  readonly #send: (message: EngineMessage, transfer: ArrayBuffer[]) => void;
  readonly #store: SeriesStore;
  readonly #desk: AnswerDesk;
  readonly #news: NewsDesk;
  readonly #history: History;
  #session: EngineSession;
  /** Why this page takes no orders; '' where it does. */
  #withheld = '';
  /** Of the connections to back ends, by id. */
  readonly #intakes = new Map<string, Intake>();
  /** Resolves when what is kept of before is back, as far as anybody waits for that. */
  readonly #begun: Promise<void>;
  #tellBegun = () => {};
  #tools: Promise<ConnectionTools> | null = null;
  #tick: ReturnType<typeof setInterval> | undefined;
  /** Epoch ms of the last tick. */
  #tickedAt = 0;

  constructor(
    settings: EngineSettings,
    session: EngineSession,
    send: (message: EngineMessage, transfer: ArrayBuffer[]) => void,
  ) {
    this.#settings = settings;
    this.#session = session;
    this.#send = send;
    this.#begun = new Promise((resolve) => {
      this.#tellBegun = resolve;
    });
    this.#store = new SeriesStore(
      settings.limits,
      settings.connections.map((one) => one.id),
    );
    this.#desk = new AnswerDesk(new Views(this.#store, () => Date.now()), (answers, transfer) =>
      send({ type: 'answers', answers }, transfer),
    );
    this.#news = new NewsDesk(
      {
        connections: () => this.connections.takeSnapshots(),
        changedSeries: () => this.#store.takeChanged(),
      },
      (news) => send({ type: 'news', news }, []),
    );
    this.orders = new OrderDesk(settings, session, {
      store: this.#store,
      news: this.#news,
      locks: navigator.locks,
      connection: (id) => this.connections.find(id),
    });
    this.#history = new History(settings, session.person.subject, {
      store: this.#store,
      devicesOf: (id) => this.#intakes.get(id)?.devices,
      now: () => Date.now(),
      newId,
      restored: () => this.#tellRestored(),
      log: (level, text) => this.#log(level, text),
    });
    this.alarms = new Alarms(settings.alarms, {
      store: this.#store,
      connections: () => this.connections.configuredIds,
      isOnline: (connection) => this.connections.isOnline(connection),
      staleAfterMs: (connection) =>
        this.connections.settingsOf(connection)?.staleAfterMs ?? Number.POSITIVE_INFINITY,
      reports: () => [...this.#intakes.values()].flatMap((intake) => [...intake.reports()]),
      person: () => this.#session.person,
      hasEnded: () => this.#session.hasEnded,
      withheld: () => this.#withheld,
      changed: (alarm) => this.#news.alarm(alarm),
      journalChanged: () => this.#news.journal(),
      log: (level, text) => this.#log(level, text),
    });
    this.connections = new Connections({
      make: (one) => this.#make(one),
      joining: (one) => this.#history.join(one),
      leaving: () => {
        void this.#history.save();
        this.orders.endPulses();
      },
      left: (id) => {
        this.orders.linkClosed(id);
        this.alarms.left(id);
        this.#intakes.delete(id);
        this.#store.drop(id);
        this.#news.removed(id);
      },
      changed: () => this.#news.touch(),
      refused: (id, text) => this.#log('error', text, id),
    });
    this.connections.configure(settings.connections);
  }

  /**
   * Puts back what is kept of before, and opens the connections' links meanwhile, which takes some tenths of a second and on a slow line seconds. They are
   * not heard before it is back.
   */
  start(): void {
    this.orders.start();
    const wait = new Promise((resolve) => setTimeout(resolve, RESTORE_MS));
    const back = this.#history.restore().then(() => this.#tellRestored());
    void Promise.race([Promise.all([back, this.alarms.start()]), wait]).then(() => this.#begin());
    this.connections.start();
  }

  stop(): void {
    this.orders.endPulses();
    clearInterval(this.#tick);
    this.#desk.stop();
    this.connections.stop();
    this.#history.stop();
    this.alarms.stop();
    this.#news.stop();
    this.orders.stop();
  }

  setSession(session: EngineSession): void {
    const renewed = session.accessToken !== this.#session.accessToken;
    const isOther = session.person.subject !== this.#session.person.subject;
    const isOtherRole = session.person.role !== this.#session.person.role;
    this.#session = session;
    this.orders.setSession(session);
    if (isOther) void this.#history.forget();
    if (renewed || isOtherRole) this.connections.tokenChanged(isOtherRole);
  }

  /** Nothing is ordered and no alarm acted on from now on. @param why in words; '' takes it back */
  withholdAll(why: string): void {
    this.#withheld = why;
    this.orders.withholdAll(why);
  }

  /** What the engine has taken and holds at this moment. */
  figures(): Figures {
    return figuresOf(this.connections.counts, this.#store);
  }

  /** Nobody needs them before there is something to see: what reads them is fetched then. */
  async samples(
    series: readonly SeriesRef[],
    from: number,
    to: number,
    most: number,
  ): Promise<readonly RawSamples[]> {
    const { rawSamples } = await import('./series/raw.ts');
    this.#store.ageTo(Date.now());
    return series.map((ref) => rawSamples(this.#store.find(ref), from, to, most));
  }

  tools(): Promise<ConnectionTools> {
    this.#tools ??= import('./tools/tools.ts').then(
      ({ Tools }) =>
        new Tools({
          limits: this.#settings.limits,
          store: this.#store,
          news: this.#news,
          connections: this.connections,
          accessToken: () => this.#session.accessToken,
          forget: (id) => this.#history.forgetConnection(id),
        }),
      (error: unknown) => {
        // The next one who asks may have more luck.
        this.#tools = null;
        throw error;
      },
    );
    return this.#tools;
  }

  take(message: PageMessage): void {
    switch (message.type) {
      case 'taken':
        this.#news.taken();
        break;
      case 'leaving':
        this.orders.endPulses();
        break;
      case 'beat':
        this.#send({ type: 'alive' }, []);
        break;
      case 'save':
        void this.#history.save();
        void this.#history.saveDevices();
        this.alarms.save();
        break;
      default:
        this.#desk.take(message);
    }
  }

  /** Readings that are back are of devices that may not have been heard of since. */
  #tellRestored(): void {
    for (const intake of this.#intakes.values()) intake.devices.tellRestored();
  }

  #begin(): void {
    this.#history.record();
    this.#tellRestored();
    // That restored series are stale is known to the page before it draws the first of them.
    this.#news.sendNow();
    this.#send({ type: 'begun' }, []);
    this.#desk.start();
    this.#tellBegun();
    this.#tick = setInterval(() => {
      const now = Date.now();
      this.#lookAtClock(now);
      this.connections.tick(now);
      this.#store.expire(now);
      this.#history.tick();
      this.orders.tick(now);
      this.alarms.tick(now);
    }, TICK_MS);
  }

  /** Where this computer's clock was set back, readings stamped by the wrong one would stay the newest until that time came. */
  #lookAtClock(now: number): void {
    const back = this.#tickedAt - now;
    this.#tickedAt = now;
    if (back < CLOCK_SET_BACK_MS) return;
    const forgotten = this.#store.forgetAfter(now);
    void this.#history.forgetAfter(now);
    this.#log(
      'warning',
      `This computer’s clock was set back by ${Math.round(back / 1000)} s. ${forgotten} readings of later times are forgotten.`,
    );
  }

  /** A connection of these settings that reports to the desks; or why there can be none. @throws ZodError where its options do not fit */
  #make(settings: ConnectionSettings): Connection | string {
    const protocol = findProtocol(settings.protocol);
    if (protocol === undefined) return `there is no protocol "${settings.protocol}"`;
    const transport = findTransport(settings.transport);
    if (!transport) return `there is no transport "${settings.transport}"`;
    const { id } = settings;
    const intake = new Intake(
      settings,
      this.#settings.limits,
      this.#store,
      this.#news,
      {
        reported: (device, property, value, time, latest) => {
          this.alarms.reported({ connection: id, device, quantity: property }, value, time);
          return this.orders.reported({ connection: id, device, property }, value, latest);
        },
        rejected: (device, property, reason, isForAll) =>
          this.orders.rejected({ connection: id, device, property }, reason, isForAll),
      },
      this.#intakes.get(id)?.devices.restored,
    );
    this.#intakes.set(id, intake);
    // What is heard before history is back is written down all the same.
    const held = heldUntil(transport, this.#begun, () => this.#history.record());
    const host: ConnectionHost = {
      accessToken: () => this.#session.accessToken,
      hasEnded: () => this.#session.hasEnded,
      renewToken: () => this.#send({ type: 'renew-token' }, []),
      changed: () => this.connections.changed(),
      isOrdering: () => this.orders.isOrdering(id),
      linkClosed: (hasDevice) => this.orders.linkClosed(id, hasDevice),
    };
    if (protocol) return new Connection(settings, protocol, held, intake, host);
    const fetch = fetching(settings.protocol, () => this.connections.remake(id));
    // Nobody is asked for credentials before there is something to use them for.
    return new Connection({ ...settings, credentials: { kind: 'none' } }, standIn, fetch, intake, host);
  }

  #log(level: 'info' | 'warning' | 'error', text: string, connection = ''): void {
    this.#news.log({ time: Date.now(), connection, device: '', level, text });
  }
}
