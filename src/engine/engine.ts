import { type AuditBatch, type AuditCursor, auditChannel } from '../model/audit.ts';
import type { Command, Interlock, Json, Order, Preview } from '../model/command.ts';
import type { ConnectionSnapshot } from '../model/connection.ts';
import type { EngineMessage, EngineSession, PageMessage } from '../model/door.ts';
import type { ActuatorRef, ConnectionId, SeriesRef } from '../model/identity.ts';
import type { InterlockReading } from '../model/interlock.ts';
import type { ConnectionSettings, EngineSettings } from '../model/settings.ts';
import type { ConnectionTools } from '../model/tools.ts';
import type { RawSamples } from '../model/view.ts';
import { Alarms } from './alarms/alarms.ts';
import { AnswerDesk } from './answer-desk.ts';
import { Audit } from './audit/audit.ts';
import { Claims, claimsOf } from './commands/claims.ts';
import { CommandLife } from './commands/command-life.ts';
import { Ledger } from './commands/ledger.ts';
import { preview } from './commands/preview.ts';
import { isBoundedJson } from './commands/validation.ts';
import { Connection } from './connection/connection.ts';
import type { EngineConnection } from './connection/engine-connection.ts';
import { Intake } from './connection/intake.ts';
import type { Figures } from './figures.ts';
import { History } from './history/history.ts';
import { NewsDesk } from './news.ts';
import { findProtocol } from './protocols/index.ts';
import { rawSamples } from './series/raw.ts';
import { SeriesStore } from './series/store.ts';
import { findTransport } from './transports/index.ts';
import { Views } from './views.ts';

const TICK_MS = 1000;
/** Smaller steps back are the work of a clock that keeps itself right. */
const CLOCK_SET_BACK_MS = 2_000;
/** Connections wait for history to be back so long at most; it goes on coming back behind them. */
const RESTORE_MS = 1_500;

/** 96 random bits. `crypto.randomUUID` is missing where a page is served without TLS, as inside a plant it may be. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** The data plane: connections, series, views, commands. One a page, in its worker. */
export class Engine {
  readonly alarms: Alarms;
  readonly #settings: EngineSettings;
  readonly #send: (message: EngineMessage, transfer: ArrayBuffer[]) => void;
  readonly #store: SeriesStore;
  readonly #desk: AnswerDesk;
  readonly #ledger: Ledger;
  readonly #claims: Claims;
  readonly #audit: Audit;
  /** To the audit pages of all tabs. */
  readonly #auditNews: BroadcastChannel;
  readonly #news: NewsDesk;
  readonly #history: History;
  readonly #connections = new Map<ConnectionId, EngineConnection>();
  readonly #linkOf = (id: ConnectionId) => this.#connections.get(id);
  /** What connections were made with. */
  readonly #configured = new Map<ConnectionId, ConnectionSettings>();
  #session: EngineSession;
  /** Why this page takes no orders; '' where it does. */
  #withheld = '';
  #isStarted = false;
  #connectionsChanged = false;
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
    this.#store = new SeriesStore(
      settings.limits,
      settings.connections.map((one) => one.id),
    );
    this.#desk = new AnswerDesk(new Views(this.#store, () => Date.now()), (answers, transfer) =>
      send({ type: 'answers', answers }, transfer),
    );
    this.#news = new NewsDesk(
      {
        connections: () => this.#takeSnapshots(),
        changedSeries: () => this.#store.takeChanged(),
      },
      (news) => send({ type: 'news', news }, []),
    );
    this.#auditNews = new BroadcastChannel(auditChannel(settings.audit));
    this.#audit = new Audit({
      settings: settings.audit,
      deadlineMs: settings.commandDeadlineMs,
      now: () => Date.now(),
      person: () => this.#session.person,
      changed: (entry) => this.#auditNews.postMessage(entry),
      interrupted: ({ connection, device, reason }) =>
        this.#news.log({ time: Date.now(), connection, device, level: 'warning', text: reason }),
    });
    this.#ledger = new Ledger({
      deadlineMs: settings.commandDeadlineMs,
      now: () => Date.now(),
      schedule: (ms, work) => {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      newId,
      changed: (command) => {
        this.#news.command(command);
        this.#audit.record(command);
      },
      noticed: (notice) => this.#news.log({ time: Date.now(), level: 'info', ...notice }),
      isActuator: ({ connection, device, property }) =>
        this.#connections.get(connection)?.hasAnnounced(device, property) ?? false,
      reading: (interlock) => this.#reading(interlock),
      holds: (key) => this.#claims.holds(key),
      freed: (key) => this.#claims.freed(key),
    });
    // One scope a deployment, as for what else its tabs share.
    const scope = `${settings.history.database} order`;
    this.#claims = new Claims(navigator.locks, scope, (key) => this.#ledger.isTaken(key));
    this.#ledger.setPerson(session.person, session.hasEnded);
    this.#history = new History(settings, session.person.subject, {
      store: this.#store,
      now: () => Date.now(),
      newId,
      log: (level, text) => this.#news.log({ time: Date.now(), connection: '', device: '', level, text }),
    });
    this.alarms = new Alarms(settings.alarms, {
      store: this.#store,
      connections: () => this.#configured.keys(),
      isOnline: (connection) => this.#connections.get(connection)?.isOnline ?? false,
      person: () => this.#session.person,
      hasEnded: () => this.#session.hasEnded,
      withheld: () => this.#withheld,
      changed: (alarm) => this.#news.alarm(alarm),
      log: (level, text) => this.#news.log({ time: Date.now(), connection: '', device: '', level, text }),
    });
    for (const one of settings.connections) {
      try {
        this.#add(one);
      } catch {
        this.#refuse(one.id, 'its options do not fit the protocol');
      }
    }
  }

  /** Puts back what is kept of before, then starts the connections. */
  start(): void {
    this.#audit.start();
    const wait = new Promise((resolve) => setTimeout(resolve, RESTORE_MS));
    void Promise.race([Promise.all([this.#history.restore(), this.alarms.start()]), wait]).then(() =>
      this.#connectAll(),
    );
  }

  stop(): void {
    this.#isStarted = false;
    this.#ledger.endPulses();
    clearInterval(this.#tick);
    this.#desk.stop();
    for (const connection of this.#connections.values()) connection.stop();
    this.#history.stop();
    this.alarms.stop();
    this.#news.stop();
    this.#audit.stop();
    this.#auditNews.close();
  }

  inherit(commands: readonly Command[]): void {
    void this.#audit.inherit(commands);
  }

  setSession(session: EngineSession): void {
    const renewed = session.accessToken !== this.#session.accessToken;
    const isOther = session.person.subject !== this.#session.person.subject;
    this.#session = session;
    this.#ledger.setPerson(session.person, session.hasEnded);
    if (isOther) void this.#history.forget();
    if (!renewed || !this.#isStarted) return;
    for (const connection of this.#connections.values()) void connection.tokenChanged();
  }

  /** Nothing is ordered and no alarm acted on from now on. @param why in words; '' takes it back */
  withholdAll(why: string): void {
    this.#withheld = why;
    this.#ledger.withholdAll(why);
  }

  retry(id: ConnectionId): void {
    if (this.#isStarted) this.#connections.get(id)?.retry();
  }

  networkBack(): void {
    for (const connection of this.#connections.values()) connection.networkBack();
  }

  supplyCredentials(id: ConnectionId, username: string, password: string): void {
    this.#connections.get(id)?.supplyCredentials(username, password);
  }

  /** Enters an order once its target is claimed from all other tabs; whether it may leave is judged after that, when it does. */
  order(order: Order): Promise<string> {
    return this.#claims.during(claimsOf([order], this.#linkOf), () =>
      this.#ledger.order(order, this.#linkOf(order.connection)),
    );
  }

  withhold(order: Order, reason: string): void {
    const entry = isBoundedJson(order.value) ? order : { ...order, value: null };
    const life = new CommandLife(newId(), entry, this.#session.person, (command) =>
      this.#audit.record(command),
    );
    life.end({ state: 'refused', reason }, Date.now());
  }

  audit(after: AuditCursor | null, limit: number): Promise<AuditBatch> {
    return this.#audit.read(after, limit);
  }

  orderGroup(orders: readonly Order[]): Promise<readonly string[]> {
    return this.#claims.during(claimsOf(orders, this.#linkOf), () =>
      this.#ledger.orderGroup(orders, this.#linkOf),
    );
  }

  preview(target: ActuatorRef, value: Json): Preview {
    return preview(target, value, this.#connections.get(target.connection));
  }

  /** What the engine has taken and holds at this moment. */
  figures(): Figures {
    let frames = 0;
    let readings = 0;
    let lost = 0;
    for (const connection of this.#connections.values()) {
      const { counts } = connection;
      frames += counts.frames;
      readings += counts.readings;
      lost += counts.lost;
    }
    const store = this.#store;
    return {
      time: performance.timeOrigin + performance.now(),
      frames,
      readings,
      lost,
      series: store.count,
      // Summed over all series when read: who looks at running counts a hundred times a second does not pay for them.
      get samples() {
        return store.samples;
      },
      get bytes() {
        return store.bytes;
      },
    };
  }

  samples(series: readonly SeriesRef[], from: number, to: number, most: number): readonly RawSamples[] {
    return series.map((ref) => rawSamples(this.#store.find(ref), from, to, most));
  }

  tools(): Promise<ConnectionTools> {
    this.#tools ??= import('./tools/tools.ts').then(
      ({ Tools }) =>
        new Tools({
          limits: this.#settings.limits,
          store: this.#store,
          news: this.#news,
          accessToken: () => this.#session.accessToken,
          connection: (id) => this.#connections.get(id),
          settings: (id) => this.#configured.get(id),
          connect: (one) => this.#connect(one),
          admit: (connection) => this.#admit(connection),
          disconnect: (id) => this.#disconnect(id),
          forget: (id) => this.#history.forgetConnection(id),
          changed: () => this.#changed(),
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
      case 'leaving':
        this.#ledger.endPulses();
        break;
      case 'beat':
        this.#send({ type: 'alive' }, []);
        break;
      case 'save':
        void this.#history.save();
        this.alarms.save();
        break;
      default:
        this.#desk.take(message);
    }
  }

  #connectAll(): void {
    this.#isStarted = true;
    this.#history.record();
    // That restored series are stale is known to the page before it draws the first of them.
    this.#news.sendNow();
    this.#send({ type: 'begun' }, []);
    this.#desk.start();
    for (const connection of this.#connections.values()) connection.start();
    this.#tick = setInterval(() => {
      const now = Date.now();
      this.#lookAtClock(now);
      for (const connection of this.#connections.values()) connection.tick(now);
      this.#store.expire(now);
      this.#history.tick();
      this.#audit.tick(now);
      this.alarms.tick(now);
    }, TICK_MS);
  }

  /** Where this computer's clock was set back, readings stamped by the wrong one would stay the newest until that time came. */
  #lookAtClock(now: number): void {
    const back = this.#tickedAt - now;
    this.#tickedAt = now;
    if (back < CLOCK_SET_BACK_MS) return;
    const forgotten = this.#store.forgetAfter(now);
    const text = `This computer’s clock was set back by ${Math.round(back / 1000)} s. ${forgotten} readings of later times are forgotten.`;
    this.#news.log({ time: now, connection: '', device: '', level: 'warning', text });
  }

  #reading(interlock: Interlock): InterlockReading | undefined {
    const series = this.#store.find(interlock);
    // What was true before the page was loaded allows nothing now.
    if (!series || series.isRestored) return undefined;
    return {
      value: series.lastValue,
      time: series.lastTime,
      staleAfterMs: series.staleAfterMs,
      isOnline: this.#connections.get(interlock.connection)?.isOnline ?? false,
    };
  }

  #add(settings: ConnectionSettings): void {
    const protocol = findProtocol(settings.protocol);
    const transport = findTransport(settings.transport);
    const { id } = settings;
    if (!protocol || !transport) {
      this.#refuse(
        id,
        `there is no ${protocol ? `transport "${settings.transport}"` : `protocol "${settings.protocol}"`}`,
      );
      return;
    }
    const intake = new Intake(settings, this.#settings.limits, this.#store, this.#news, {
      reported: (device, property, value, time) => {
        this.alarms.reported({ connection: id, device, quantity: property }, value, time);
        return this.#ledger.reported(id, device, property, value);
      },
      rejected: (device, property, reason) => this.#ledger.rejected(id, device, property, reason),
    });
    const connection = new Connection(settings, protocol, transport, intake, {
      accessToken: () => this.#session.accessToken,
      renewToken: () => this.#send({ type: 'renew-token' }, []),
      changed: () => this.#changed(),
      linkClosed: (hasDevice) => this.#ledger.linkClosed(id, hasDevice),
    });
    this.#connections.set(id, connection);
    this.#configured.set(id, settings);
  }

  /** Connects what was not configured at the start, in the place of a connection of the same id. */
  #connect(settings: ConnectionSettings): void {
    this.#disconnect(settings.id);
    this.#history.join(settings);
    this.#add(settings);
    if (this.#isStarted) this.#connections.get(settings.id)?.start();
    this.#changed();
  }

  #admit(connection: EngineConnection): void {
    this.#disconnect(connection.id);
    this.#connections.set(connection.id, connection);
    if (this.#isStarted) connection.start();
    this.#changed();
  }

  /** Ends a connection and forgets what is in memory of it. Orders under way end as they do when a link breaks. */
  #disconnect(id: ConnectionId): void {
    const connection = this.#connections.get(id);
    if (!connection) return;
    void this.#history.save();
    this.#ledger.endPulses();
    connection.stop();
    this.#connections.delete(id);
    this.#configured.delete(id);
    this.#ledger.linkClosed(id);
    this.#store.drop(id);
    this.#news.removed(id);
    this.#changed();
  }

  #changed(): void {
    this.#connectionsChanged = true;
    this.#news.touch();
  }

  #refuse(connection: ConnectionId, why: string): void {
    const text = `Not started: ${why}. Correct it in the configuration.`;
    this.#news.log({ time: Date.now(), connection, device: '', level: 'error', text });
  }

  #takeSnapshots(): readonly ConnectionSnapshot[] | null {
    if (!this.#connectionsChanged) return null;
    this.#connectionsChanged = false;
    return [...this.#connections.values()].map((connection) => connection.snapshot());
  }
}
