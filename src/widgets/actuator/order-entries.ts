import { createStore, useStore } from 'zustand';
import type { Command, Json } from '../../model/command.ts';

/** What this page has asked for and put away, for one actuator; shared by all its controls. */
interface OrderEntry {
  /** On its way to the engine; `id` once the ledger has taken it. */
  readonly ordering: { readonly value: Json; readonly at: number; readonly id: string | null } | null;
  readonly failure: string;
  readonly dismissed: string | null;
}

const NOTHING: OrderEntry = { ordering: null, failure: '', dismissed: null };

/** Each under the `keptName` of its actuator: nobody sees what was asked for before the engine was stopped, by somebody else as like as not. */
const entries = createStore<ReadonlyMap<string, OrderEntry>>(() => new Map());

export function entryOf(name: string): OrderEntry {
  return entries.getState().get(name) ?? NOTHING;
}

export function useEntry(name: string): OrderEntry {
  return useStore(entries, (all) => all.get(name)) ?? NOTHING;
}

export function change(name: string, part: Partial<OrderEntry>): void {
  entries.setState(new Map(entries.getState()).set(name, { ...entryOf(name), ...part }), true);
}

/** Whether the ledger has yet to tell of this order's command. */
export function isOpen({ ordering }: Pick<OrderEntry, 'ordering'>, newest: Command | undefined): boolean {
  if (!ordering) return false;
  if (ordering.id === null) return true;
  return newest === undefined || (newest.id !== ordering.id && newest.orderedAt < ordering.at);
}
