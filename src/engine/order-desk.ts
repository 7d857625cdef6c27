import { stepOf } from '../model/agreement.ts';
import { type AuditBatch, type AuditCursor, auditChannel } from '../model/audit.ts';
import type { Scalar } from '../model/catalogue.ts';
import type { Command, Interlock, Json, Order, Person, Preview } from '../model/command.ts';
import type { EngineSession } from '../model/door.ts';
import type { ActuatorRef, ConnectionId } from '../model/identity.ts';
import type { InterlockReading } from '../model/interlock.ts';
import { newId } from '../model/new-id.ts';
import type { EngineSettings } from '../model/settings.ts';
import { Audit } from './audit/audit.ts';
import { Presence, type PresenceLocks } from './audit/presence.ts';
import { isBrokenState } from './broken-state.ts';
import { Claims, claimsOf, type TabLocks } from './commands/claims.ts';
import { CommandLife } from './commands/command-life.ts';
import { Ledger } from './commands/ledger.ts';
import { preview } from './commands/preview.ts';
import type { Meant } from './commands/unanswered.ts';
import { isBoundedJson } from './commands/validation.ts';
import type { EngineConnection } from './connection/engine-connection.ts';
import type { NewsDesk } from './news.ts';
import type { SeriesStore } from './series/store.ts';

/** What the order desk needs of the engine around it. */
export interface OrderDeskHost {
  readonly store: SeriesStore;
  readonly news: NewsDesk;
  /** The browser's, by which tabs agree; undefined where it has none. */
  readonly locks: (TabLocks & PresenceLocks) | undefined;
  connection(id: ConnectionId): EngineConnection | undefined;
}

/** What tabs agree by without Web Locks: made with the first order, as few pages need it. */
function leases(name: string): TabLocks {
  let made: Promise<TabLocks> | null = null;
  return {
    async request(...given) {
      made ??= import('./commands/leases.ts').then(({ Leases }) => new Leases(name, newId()));
      return (await made).request(...given);
    },
  };
}

/**
 * Where orders are given: joins the ledger, which judges and sends them, with the claims by which tabs agree and the audit, which
 * writes down every step.
 */
export class OrderDesk {
  readonly #host: OrderDeskHost;
  readonly #ledger: Ledger;
  readonly #claims: Claims;
  readonly #audit: Audit;
  /** To the audit pages of all tabs. */
  readonly #auditNews: BroadcastChannel;
  readonly #linkOf = (id: ConnectionId) => this.#host.connection(id);
  #person: Person;

  constructor(
    settings: Pick<EngineSettings, 'audit' | 'commandDeadlineMs' | 'history'>,
    session: EngineSession,
    host: OrderDeskHost,
  ) {
    this.#host = host;
    this.#person = session.person;
    const { news } = host;
    this.#auditNews = new BroadcastChannel(auditChannel(settings.audit));
    this.#auditNews.onmessage = () => this.#audit.heard();
    this.#audit = new Audit({
      settings: settings.audit,
      deadlineMs: settings.commandDeadlineMs,
      now: () => Date.now(),
      person: () => this.#person,
      changed: (entry) => this.#auditNews.postMessage(entry),
      interrupted: ({ connection, device, reason }) =>
        news.log({ time: Date.now(), connection, device, level: 'warning', text: reason }),
      presence: new Presence(host.locks, `${settings.audit.database} ${newId()}`),
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
        news.command(command);
        this.#audit.record(command);
      },
      noticed: (notice) => news.log({ time: Date.now(), level: 'info', ...notice }),
      isActuator: ({ connection, device, property }) =>
        host.connection(connection)?.hasAnnounced(device, property) ?? false,
      stepOf: ({ connection, device, property }) =>
        stepOf(host.connection(connection)?.domainOf(device, property)),
      reading: (interlock) => this.#reading(interlock),
      holds: (key) => this.#claims.holds(key),
      freed: (key) => this.#claims.freed(key),
    });
    // One scope a deployment, as for what else its tabs share.
    const scope = `${settings.history.database} order`;
    const locks = host.locks ?? leases(`${settings.history.database} leases`);
    this.#claims = new Claims(locks, scope, (key) => this.#ledger.isTaken(key));
    this.setSession(session);
  }

  /** Opens the audit, so that the first order need not wait for it. */
  start(): void {
    this.#audit.start();
  }

  /** Once a second. @param now epoch ms */
  tick(now: number): void {
    this.#audit.tick(now);
  }

  /** Lets go of the audit. Orders that are open stay so: pulses are ended before. */
  stop(): void {
    this.#audit.stop();
    this.#auditNews.close();
  }

  setSession({ person, hasEnded }: EngineSession): void {
    this.#person = person;
    this.#ledger.setPerson(person, hasEnded);
  }

  /** Refuses every order from now on. @param why in words; '' takes it back */
  withholdAll(why: string): void {
    this.#ledger.withholdAll(why);
  }

  /** Commands that an engine before this one left open: for the audit only. */
  inherit(commands: readonly Command[]): void {
    void this.#audit.inherit(commands);
  }

  /** Enters an order once its target is claimed from all other tabs; whether it may leave is judged after that, when it does. */
  order(order: Order): Promise<string> {
    return this.#claims.during(
      claimsOf([order], this.#linkOf),
      () => this.#ledger.order(order, this.#linkOf(order.connection)),
      () => this.#clear([order]),
    );
  }

  orderGroup(orders: readonly Order[]): Promise<readonly string[]> {
    return this.#claims.during(
      claimsOf(orders, this.#linkOf),
      () => this.#ledger.orderGroup(orders, this.#linkOf),
      () => this.#clear(orders),
    );
  }

  /** Notes an order that the page itself did not let through as refused, for the audit only. */
  withhold(order: Order, reason: string): void {
    const entry = isBoundedJson(order.value) ? order : { ...order, value: null };
    const life = new CommandLife(newId(), entry, this.#person, (command) => this.#audit.record(command));
    life.end({ state: 'refused', reason }, Date.now());
  }

  preview(target: ActuatorRef, value: Json): Preview {
    return preview(target, value, this.#linkOf(target.connection));
  }

  /** Commands of this browser older than `after`, newest first; from the newest where it is null. */
  audit(after: AuditCursor | null, limit: number): Promise<AuditBatch> {
    return this.#audit.read(after, limit);
  }

  /** Ends all pulses under way now instead of when they are due: nobody will be there to end them. */
  endPulses(): void {
    this.#ledger.endPulses();
  }

  /** See {@link Ledger.reported}. */
  reported({ connection, device, property }: ActuatorRef, value: Scalar | null, latest?: number): boolean {
    return this.#ledger.reported(connection, device, property, value, latest);
  }

  /** See {@link Ledger.rejected}. */
  rejected(meant: Meant, reason: string, isForAll?: boolean): void {
    this.#ledger.rejected(meant, reason, isForAll);
  }

  /** Whether an order of this connection is open, or a pulse under way. */
  isOrdering(id: ConnectionId): boolean {
    return this.#ledger.isOrdering(id);
  }

  /** A link broke. @param hasDevice the devices that it served; all of the connection where absent */
  linkClosed(id: ConnectionId, hasDevice?: (device: string) => boolean): void {
    this.#ledger.linkClosed(id, hasDevice);
  }

  /** What was handed to links a moment ago gets the time to leave: nothing is ordered behind it. */
  #clear(orders: readonly Order[]): Promise<unknown> {
    return Promise.all(orders.map(({ connection, device }) => this.#linkOf(connection)?.clear(device)));
  }

  #reading(interlock: Interlock): InterlockReading | undefined {
    const series = this.#host.store.find(interlock);
    // What was true before the page was loaded allows nothing now.
    if (!series || series.isRestored) return undefined;
    const link = this.#host.connection(interlock.connection);
    // Devices report states when they change, so that those have no age by which they were stale.
    const reported = link?.lastReport(interlock.device, interlock.quantity);
    return {
      ...series.heard,
      staleAfterMs: isBrokenState(series.kind, reported, series.lastTime)
        ? Number.NEGATIVE_INFINITY
        : series.staleAfterMs,
      isOnline: link?.isOnline ?? false,
    };
  }
}
