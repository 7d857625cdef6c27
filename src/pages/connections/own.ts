import { useSyncExternalStore } from 'react';
import { setup } from '../../config/index.ts';
import {
  checkOwn,
  merged,
  type OwnConnections,
  type RawConnection,
  readOwn,
  writeOwn,
} from '../../config/own.ts';
import { setSetup } from '../../config/setup.ts';
import { connectionTools, supplyCredentials } from '../../live/index.ts';
import type { TypedCredentials } from '../../model/connection-test.ts';
import type { ConnectionId } from '../../model/identity.ts';
import type { ConnectionSettings } from '../../model/settings.ts';
import type { ConnectionTools } from '../../model/tools.ts';
import { forgetPlaces } from '../around/places.ts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** What this browser adds to config.json's connections and leaves out of them. */
export function useOwn(): OwnConnections {
  return useSyncExternalStore(subscribe, () => setup().own);
}

/** All connections there are, used or not: config.json's first. Those of this browser that are wrong are not among them. */
export function allConnections(own: OwnConnections): readonly ConnectionSettings[] {
  const current = setup();
  const others = own.connections.filter((raw) => !isConfigured(raw.id));
  return [...current.configured, ...others.flatMap((raw) => checkOwn(raw, current).settings ?? [])];
}

/** A connection of this browser that is not used because something in it is wrong. */
export interface WrongConnection {
  readonly id: ConnectionId;
  readonly name: string;
  /** What is wrong, as the check says it; none where config.json has a connection of the same id. */
  readonly problems: readonly string[];
}

function isConfigured(id: unknown): boolean {
  return setup().configured.some((one) => one.id === id);
}

/** Those of this browser that are wrong: nothing else would show them, and they are to be corrected or removed. */
export function wrongConnections(own: OwnConnections): readonly WrongConnection[] {
  return own.connections.flatMap((raw): WrongConnection[] => {
    const { problems } = checkOwn(raw, setup());
    const id = String(raw.id);
    if (problems.length === 0 && !isConfigured(id)) return [];
    return [{ id, name: String(raw.name ?? id), problems: problems.map((one) => one.replace(/^\./, '')) }];
  });
}

/** Whether a connection is this browser's own, to be changed and removed here. */
export function isOwn(own: OwnConnections, id: ConnectionId): boolean {
  return !isConfigured(id) && own.connections.some((one) => one.id === id);
}

/** What is kept now: another tab may have kept more since this one was opened, and nothing of that is to be lost. */
function kept(): OwnConnections {
  return readOwn(setup().base);
}

/** @throws Error in words for the person */
function keep(own: OwnConnections): void {
  try {
    writeOwn(setup().base, own);
  } catch {
    throw new Error(
      'This browser does not keep it: its storage is full or blocked. Free some, then try again.',
    );
  }
}

/**
 * Has the engine run with it from now on: what is new or another is connected, what is left out ended, what is removed forgotten.
 * @param anew connected in any case
 */
async function use(own: OwnConnections, tools: ConnectionTools, anew?: ConnectionId): Promise<void> {
  const before = setup();
  const { settings: engine } = merged(before, own);
  setSetup({ ...before, own, engine });
  for (const listener of listeners) listener();
  const running = before.engine.connections;
  const isThere = (id: ConnectionId) => isConfigured(id) || own.connections.some((one) => one.id === id);
  const ended = running.filter(({ id }) => !engine.connections.some((one) => one.id === id));
  const begun = engine.connections.filter((one) => {
    const was = running.find(({ id }) => id === one.id);
    return one.id === anew || JSON.stringify(was) !== JSON.stringify(one);
  });
  // All at once: what a later change asks of the engine comes after this one's.
  await Promise.all([
    ...ended.map(({ id }) => tools.disconnect(id, !isThere(id))),
    ...begun.map((one) => tools.connect(one)),
  ]);
}

/** Runs with what another tab has just kept. */
export async function takeKept(): Promise<void> {
  const tools = await connectionTools();
  await use(kept(), tools);
}

/**
 * Keeps a connection of this browser's own, over the one of the same id, and connects it.
 * @param raw as in config.json, checked and without secrets
 * @throws Error in words for the person
 */
export async function saveConnection(
  raw: RawConnection,
  { id }: ConnectionSettings,
  typed: TypedCredentials | null,
): Promise<void> {
  const tools = await connectionTools();
  const before = kept();
  const own = {
    connections: [...before.connections.filter((one) => one.id !== id), raw],
    disabled: before.disabled.filter((one) => one !== id),
  };
  keep(own);
  await use(own, tools, id);
  if (typed) await supplyCredentials(id, typed.username, typed.password);
}

/** Uses a connection here, or leaves it out; what the browser keeps of its readings stays. @throws Error in words for the person */
export async function setConnectionUsed(id: ConnectionId, isUsed: boolean): Promise<void> {
  const tools = await connectionTools();
  const before = kept();
  const others = before.disabled.filter((one) => one !== id);
  const own = { ...before, disabled: isUsed ? others : [...others, id] };
  keep(own);
  await use(own, tools);
}

/** Removes one of this browser's own connections, with what the browser keeps of its readings and pages. @throws Error in words for the person */
export async function removeConnection(id: ConnectionId): Promise<void> {
  const tools = await connectionTools();
  const before = kept();
  const isShared = isConfigured(id);
  const own = {
    connections: before.connections.filter((one) => String(one.id) !== id),
    // Who left out the deployment's connection of this id still does.
    disabled: isShared ? before.disabled : before.disabled.filter((one) => one !== id),
  };
  keep(own);
  await use(own, tools);
  if (isShared) return;
  const folders = ['connections', 'devices'].map((pages) => `/${pages}/${encodeURIComponent(id)}/`);
  forgetPlaces(setup().base, folders);
  // One that was left out has readings here, too.
  await tools.disconnect(id, true);
}
