import type { Remote } from 'comlink';
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
import type { EngineDoor } from '../model/door.ts';
import type { ActuatorRef, ConnectionId, SeriesRef } from '../model/identity.ts';
import type { ConnectionSettings } from '../model/settings.ts';
import type { ConnectionTools } from '../model/tools.ts';
import type { RawSamples } from '../model/view.ts';
import { actedAt } from './acted.ts';
import { EngineLostError, type Run } from './run.ts';
import { type LiveState, liveStore } from './store.ts';

/** Null while there is none: not started yet, or the last one was lost and the next is still to come. */
let running: Run | null = null;
/** See `auditChannel`. */
let auditName = '';
let tools: Promise<ConnectionTools> | null = null;
/** What people typed for connections that ask, so that an engine in the place of a lost one need not ask them again. */
const typed = new Map<ConnectionId, readonly [username: string, password: string]>();

/** Why this page gives no orders; '' where it does. Outlives an engine: the next one is told before it is asked anything else. */
let withheld = '';

/** Who answers from now on. */
export function setRun(run: Run | null): void {
  running = run;
  if (run) auditName = run.auditChannel;
  tools = null;
  if (run && withheld !== '') tellWithheld();
}

function tellWithheld(): void {
  ask((door) => door.withholdAll(withheld)).catch(fail);
}

/**
 * Has the engine refuse every order of this page and every deed about its alarms, whatever a control lets through.
 * @param why in words, for whom an order is refused; '' takes it back
 */
export function withholdAll(why: string): void {
  withheld = why;
  if (running) tellWithheld();
}

function opened(): Run {
  if (!running) throw new Error('The data engine is being started. Try again in a moment.');
  return running;
}

/** Rejects in words while there is no engine, and where it is lost before it answers. */
export async function ask<Answer>(question: (door: Remote<EngineDoor>) => Promise<Answer>): Promise<Answer> {
  return opened().ask(question);
}

/** Tells the person; that the engine is lost is told by who starts the next one. */
export function fail(error: unknown): void {
  if (!(error instanceof EngineLostError))
    // What stands says what to do; that nothing answers any more follows from it.
    liveStore.setState(({ failure }) => ({ failure: failure ?? String(error) }));
}

/** Hands an engine what was typed for its connections. */
export function supplyAgain(): void {
  for (const [connection, [username, password]] of typed)
    ask((door) => door.supplyCredentials(connection, username, password)).catch(fail);
}

export function forgetTyped(): void {
  typed.clear();
}

/** Resolves once the store tells of all these commands, or has been emptied since it was `emptied` so often. */
function told(ids: readonly string[], emptied: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = liveStore.subscribe(look);
    function look(state: LiveState): void {
      if (state.emptied === emptied && !ids.every((id) => state.commands.has(id))) return;
      stop();
      resolve();
    }
    look(liveStore.getState());
  });
}

/**
 * Gives the engine orders and waits until it has told of them. Where it is lost before that, whether they left is unknown, and they are told of so, as any
 * command.
 * @returns their commands' ids in the same order
 */
async function enter(
  orders: readonly Order[],
  give: (door: Remote<EngineDoor>) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const { emptied } = liveStore.getState();
  let ids: readonly string[] = [];
  try {
    await ask(async (door) => {
      ids = await give(door);
      await told(ids, emptied);
    });
    return ids;
  } catch (error) {
    if (!(error instanceof EngineLostError)) throw error;
    const { enterLost } = await import('./watch/watch.ts').catch(() => {
      throw error;
    });
    return enterLost(orders, ids);
  }
}

/**
 * Sends one order; its life follows in the store. Resolves to the command's id. Never retried.
 * @param at when the person acted, epoch ms
 */
export async function order(
  target: ActuatorRef,
  value: Json,
  terms: OrderTerms = {},
  at = actedAt(),
): Promise<string> {
  const { connection, device, property } = target;
  const entered = { ...terms, connection, device, property, value, at };
  const [id = ''] = await enter([entered], async (door) => [await door.order(entered)]);
  return id;
}

/** Sends several orders at once, as one group; each has its own outcome. Resolves to the commands' ids in the same order. */
export function orderGroup(orders: readonly Omit<Order, 'at'>[]): Promise<readonly string[]> {
  const at = actedAt();
  const entered = orders.map((one) => ({ ...one, at }));
  return enter(entered, (door) => door.orderGroup(entered));
}

/** What an order would send now, exactly and without credentials. Sends nothing. */
export function previewOrder(target: ActuatorRef, value: Json): Promise<Preview> {
  const { connection, device, property } = target;
  return ask<Preview>((door) => door.preview({ connection, device, property }, value));
}

/**
 * Notes in the audit that a control did not let an order through.
 * @param why what the person was told
 */
export function withhold(target: ActuatorRef, value: Json, why: string): void {
  const { connection, device, property } = target;
  const order = { connection, device, property, value, at: Date.now() };
  ask((door) => door.withhold(order, why)).catch(fail);
}

/** A part of the audit of this browser; see `EngineDoor.audit`. */
export function auditBatch(after: AuditCursor | null, limit: number): Promise<AuditBatch> {
  return ask((door) => door.audit(after, limit));
}

/** New and changed entries of the audit, of all tabs; whoever opens it closes it. */
export function auditNews(): BroadcastChannel {
  return new BroadcastChannel(auditName);
}

/** What a person wants done about alarms; the engine checks their role. */
export function actOnAlarms(action: AlarmAction): Promise<AlarmOutcome> {
  return ask((door) => door.alarmAct(action));
}

export function alarmFacts(): Promise<AlarmFacts> {
  return ask((door) => door.alarmFacts());
}

/** A part of the alarm journal; see `EngineDoor.alarmJournal`. */
export function alarmJournal(after: JournalCursor | null, limit: number): Promise<JournalBatch> {
  return ask((door) => door.alarmJournal(after, limit));
}

/** When alarms of these series began and ended between two moments (epoch ms), the newest first. */
export function alarmMarks(
  series: readonly SeriesRef[],
  from: number,
  to: number,
): Promise<readonly JournalEntry[]> {
  return ask((door) => door.alarmMarks(series, from, to));
}

/** The limits that rules set for some series. */
export function alarmThresholds(series: readonly SeriesRef[]): Promise<readonly AlarmThreshold[]> {
  return ask((door) => door.alarmThresholds(series));
}

/** Tries a connection now: after `denied`, or instead of waiting for the back-off. */
export function retryConnection(connection: ConnectionId): Promise<void> {
  return ask((door) => door.retry(connection));
}

/** Hands over credentials a person typed for a connection that asks. They stay in this tab's memory. */
export function supplyCredentials(
  connection: ConnectionId,
  username: string,
  password: string,
): Promise<void> {
  typed.set(connection, [username, password]);
  return ask((door) => door.supplyCredentials(connection, username, password));
}

/** Hands over what connections with `awaited` credentials have been waiting for. */
export function completeConnections(settings: readonly ConnectionSettings[]): void {
  // An engine that is still to come begins with them.
  if (running) for (const one of settings) ask((door) => door.complete(one)).catch(fail);
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
  return ask((door) => door.samples(series, from, to, most));
}

/** Questions by way of the tools end with the engine, too. */
function endingWith(run: Run, remote: ConnectionTools): ConnectionTools {
  return new Proxy(remote, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...values: unknown[]) => run.ask(() => Promise.resolve(Reflect.apply(method, target, values)));
    },
  });
}

/** What can be done to connections themselves. Rejects while there is no engine, and where its code cannot be fetched: ask again later. */
export async function connectionTools(): Promise<ConnectionTools> {
  const run = opened();
  tools ??= run.ask((door) => door.tools()).then((remote) => endingWith(run, remote));
  try {
    return await tools;
  } catch (error) {
    tools = null;
    throw error;
  }
}
