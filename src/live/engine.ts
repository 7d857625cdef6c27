import { type Remote, wrap } from 'comlink';
import workerAddress from '../engine/worker.ts?worker&url';
import type {
  AlarmAction,
  AlarmFacts,
  AlarmOutcome,
  AlarmThreshold,
  JournalBatch,
  JournalCursor,
  JournalEntry,
} from '../model/alarm.ts';
import type { AuditBatch, AuditCursor } from '../model/audit.ts';
import type { Json, Order, OrderTerms, Preview } from '../model/command.ts';
import type { EngineDoor, EngineMessage, EngineSession, PageMessage } from '../model/door.ts';
import type { ActuatorRef, ConnectionId, SeriesRef } from '../model/identity.ts';
import type { EngineSettings } from '../model/settings.ts';
import type { ConnectionTools } from '../model/tools.ts';
import type { RawSamples } from '../model/view.ts';
import { watchLeaving } from './leaving.ts';
import { ownScript } from './own-script.ts';
import { emptyStore, liveStore, takeNews } from './store.ts';
import { attachViews, deliverAnswers } from './views.ts';

/** The page's handle on the running engine. */
export interface Engine {
  /** A new or renewed session. */
  setSession(session: EngineSession): void;
  /** Ends it and empties the store; another can be started at once. */
  stop(): void;
}

/** A stopped worker lives on so long at most, for what it hands over last (the end of a pulse) to leave, ms. */
const STOP_GRACE_MS = 1_000;

/**
 * Deletes the readings kept across reloads, in this page and all others of the deployment: nobody is signed in any more. Resolves when
 * that is done or the browser has refused.
 */
export function forgetHistory({ history }: EngineSettings): Promise<void> {
  return new Promise((resolve) => {
    if (typeof indexedDB === 'undefined') {
      resolve();
      return;
    }
    const request = indexedDB.deleteDatabase(history.database);
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
  });
}

let door: Remote<EngineDoor> | null = null;
let tools: Promise<ConnectionTools> | null = null;
/** Why this page gives no orders; '' where it does. Outlives an engine: the next one is told, too. */
let withheld = '';

function fail(text: string): void {
  liveStore.setState({ failure: text });
}

/**
 * Starts the data plane in its worker. One engine a page.
 * @param renewToken called when a back end has refused the access token; a renewed one comes back by `setSession`
 * @throws Error when one is running already.
 */
export function startEngine(
  settings: EngineSettings,
  session: EngineSession,
  renewToken: () => void,
): Engine {
  if (door) throw new Error('The engine is running already.');
  const worker = new Worker(ownScript(workerAddress), { type: 'module', name: 'engine' });
  worker.onerror = (event) => fail(`The data engine stopped: ${event.message}. Reload the page.`);
  const channel = new MessageChannel();
  const post = (message: PageMessage) => channel.port1.postMessage(message);
  channel.port1.onmessage = (event: MessageEvent<EngineMessage>) => {
    switch (event.data.type) {
      case 'answers':
        deliverAnswers(event.data.answers);
        break;
      case 'news':
        takeNews(event.data.news);
        break;
      case 'renew-token':
        renewToken();
        break;
    }
  };
  const remote = wrap<EngineDoor>(worker);
  door = remote;
  liveStore.setState({
    person: session.person,
    hasEnded: session.hasEnded,
    failure: null,
    watchesAlarms: settings.alarms.rules.length > 0,
  });
  worker.postMessage({ type: 'port' }, [channel.port2]);
  const detach = attachViews(post);
  // A hidden page may be thrown away without another word. `pagehide` comes too late for the worker where a page is left for another:
  // `beforeunload` comes before the other one is even asked for.
  const save = () => post({ type: 'save' });
  const hide = () => document.hidden && save();
  addEventListener('beforeunload', save);
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', hide);
  document.addEventListener('freeze', save);
  const detachLeaving = watchLeaving(() => post({ type: 'leaving' }));
  remote
    .start(settings, session)
    .catch((error: unknown) => fail(`The data engine did not start: ${String(error)}`));
  if (withheld !== '') tellWithheld(remote);
  return {
    setSession(next) {
      liveStore.setState({ person: next.person, hasEnded: next.hasEnded });
      remote.setSession(next).catch((error: unknown) => fail(String(error)));
    },
    stop() {
      detach();
      removeEventListener('beforeunload', save);
      removeEventListener('pagehide', save);
      document.removeEventListener('visibilitychange', hide);
      document.removeEventListener('freeze', save);
      detachLeaving();
      channel.port1.close();
      worker.onerror = null;
      remote.stop().catch(() => undefined);
      setTimeout(() => worker.terminate(), STOP_GRACE_MS);
      door = null;
      tools = null;
      emptyStore();
    },
  };
}

function tellWithheld(remote: Remote<EngineDoor>): void {
  remote.withholdAll(withheld).catch((error: unknown) => fail(String(error)));
}

/**
 * Has the engine refuse every order of this page and every deed about its alarms, whatever a control lets through.
 * @param why in words, for whom an order is refused; '' takes it back
 */
export function withholdAll(why: string): void {
  withheld = why;
  if (door) tellWithheld(door);
}

function opened(): Remote<EngineDoor> {
  if (!door) throw new Error('The engine is not running.');
  return door;
}

/** Sends one order; its life follows in the store. Resolves to the command's id. Never retried. */
export function order(target: ActuatorRef, value: Json, terms: OrderTerms = {}): Promise<string> {
  const { connection, device, property } = target;
  return opened().order({ ...terms, connection, device, property, value, at: Date.now() });
}

/** Sends several orders at once, as one group; each has its own outcome. Resolves to the commands' ids in the same order. */
export function orderGroup(orders: readonly Omit<Order, 'at'>[]): Promise<readonly string[]> {
  const at = Date.now();
  return opened().orderGroup(orders.map((one) => ({ ...one, at })));
}

/** What an order would send now, exactly and without credentials. Sends nothing. */
export function previewOrder(target: ActuatorRef, value: Json): Promise<Preview> {
  const { connection, device, property } = target;
  return opened().preview({ connection, device, property }, value);
}

/**
 * Notes in the audit that a control did not let an order through.
 * @param why what the person was told
 */
export function withhold(target: ActuatorRef, value: Json, why: string): void {
  const { connection, device, property } = target;
  opened()
    .withhold({ connection, device, property, value, at: Date.now() }, why)
    .catch((error: unknown) => fail(String(error)));
}

/** A part of the audit of this browser; see `EngineDoor.audit`. */
export function auditBatch(after: AuditCursor | null, limit: number): Promise<AuditBatch> {
  return opened().audit(after, limit);
}

/** What a person wants done about alarms; the engine checks their role. */
export function actOnAlarms(action: AlarmAction): Promise<AlarmOutcome> {
  return opened().alarmAct(action);
}

export function alarmFacts(): Promise<AlarmFacts> {
  return opened().alarmFacts();
}

/** A part of the alarm journal; see `EngineDoor.alarmJournal`. */
export function alarmJournal(after: JournalCursor | null, limit: number): Promise<JournalBatch> {
  return opened().alarmJournal(after, limit);
}

/** When alarms of these series began and ended between two moments (epoch ms), the newest first. */
export function alarmMarks(
  series: readonly SeriesRef[],
  from: number,
  to: number,
): Promise<readonly JournalEntry[]> {
  return opened().alarmMarks(series, from, to);
}

/** The limits that rules set for some series. */
export function alarmThresholds(series: readonly SeriesRef[]): Promise<readonly AlarmThreshold[]> {
  return opened().alarmThresholds(series);
}

/** Tries a connection now: after `denied`, or instead of waiting for the back-off. */
export function retryConnection(connection: ConnectionId): Promise<void> {
  return opened().retry(connection);
}

/** Hands over credentials a person typed for a connection that asks. They stay in the worker's memory. */
export function supplyCredentials(
  connection: ConnectionId,
  username: string,
  password: string,
): Promise<void> {
  return opened().supplyCredentials(connection, username, password);
}

/**
 * Raw samples of some series, in the order asked; of more than `most` a series the newest.
 * @param from epoch ms
 * @param to epoch ms
 */
export function fetchSamples(
  series: readonly SeriesRef[],
  from: number,
  to: number,
  most: number,
): Promise<readonly RawSamples[]> {
  return opened().samples(series, from, to, most);
}

/** What can be done to connections themselves. Rejects while there is no engine, and where its code cannot be fetched: ask again later. */
export async function connectionTools(): Promise<ConnectionTools> {
  tools ??= opened().tools();
  try {
    return await tools;
  } catch (error) {
    tools = null;
    throw error;
  }
}
