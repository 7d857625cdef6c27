import { useSyncExternalStore } from 'react';
import { setup } from '../../config/index.ts';
import { checkOwn, merged, type OwnConnections, type RawConnection, writeOwn } from '../../config/own.ts';
import { setSetup } from '../../config/setup.ts';
import { connectionTools, supplyCredentials } from '../../live/index.ts';
import type { TypedCredentials } from '../../model/connection-test.ts';
import type { ConnectionId } from '../../model/identity.ts';
import type { ConnectionSettings } from '../../model/settings.ts';

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
  return [...current.configured, ...own.connections.flatMap((raw) => checkOwn(raw, current).settings ?? [])];
}

/** Keeps it, and starts the engine with it from now on. @throws Error in words for the person */
function keep(own: OwnConnections): void {
  const current = setup();
  try {
    writeOwn(current.base, own);
  } catch {
    throw new Error(
      'This browser does not keep it: its storage is full or blocked. Free some, then try again.',
    );
  }
  setSetup({ ...current, own, engine: merged(current, own).settings });
  for (const listener of listeners) listener();
}

/**
 * Keeps a connection of this browser's own, over the one of the same id, and connects it.
 * @param raw as in config.json, checked and without secrets
 * @throws Error in words for the person
 */
export async function saveConnection(
  raw: RawConnection,
  settings: ConnectionSettings,
  typed: TypedCredentials | null,
): Promise<void> {
  const { own } = setup();
  const others = own.connections.filter((one) => one.id !== settings.id);
  const tools = await connectionTools();
  keep({ connections: [...others, raw], disabled: own.disabled.filter((id) => id !== settings.id) });
  await tools.connect(settings);
  if (typed) await supplyCredentials(settings.id, typed.username, typed.password);
}

/** Uses a connection here, or leaves it out; what the browser keeps of its readings stays. @throws Error in words for the person */
export async function setConnectionUsed(id: ConnectionId, isUsed: boolean): Promise<void> {
  const { own } = setup();
  const tools = await connectionTools();
  const others = own.disabled.filter((one) => one !== id);
  keep({ ...own, disabled: isUsed ? others : [...others, id] });
  const settings = allConnections(own).find((one) => one.id === id);
  if (!isUsed) await tools.disconnect(id, false);
  else if (settings) await tools.connect(settings);
}

/** Removes one of this browser's own connections, with what the browser keeps of its readings. @throws Error in words for the person */
export async function removeConnection(id: ConnectionId): Promise<void> {
  const { own } = setup();
  const tools = await connectionTools();
  keep({
    connections: own.connections.filter((one) => one.id !== id),
    disabled: own.disabled.filter((one) => one !== id),
  });
  await tools.disconnect(id, true);
}
