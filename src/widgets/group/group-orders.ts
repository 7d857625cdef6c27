import { createStore, useStore } from 'zustand';
import { orderGroup } from '../../live/index.ts';
import type { Order } from '../../model/command.ts';

/** Groups whose outcomes are kept; of those that were worked longest ago they are put away. */
const MAX_GROUPS = 64;

/** What this page has asked for of one group; shared by all its tiles. */
interface GroupEntry {
  /** The newest command to each target: whoever comes back from another page still sees what became of them. */
  readonly ids: readonly string[];
  /** A press is on its way to the engine, or the engine has not told of all its commands yet. */
  readonly isOrdering: boolean;
  /** Why the last press never reached the engine; '' when it did. */
  readonly failure: string;
}

const NOTHING: GroupEntry = { ids: [], isOrdering: false, failure: '' };

/** Each under the `keptName` of its group: nobody sees, or waits for, what was asked for before the engine was stopped. */
const entries = createStore<ReadonlyMap<string, GroupEntry>>(() => new Map());

export function entryOf(group: string): GroupEntry {
  return entries.getState().get(group) ?? NOTHING;
}

export function useEntry(group: string): GroupEntry {
  return useStore(entries, (all) => all.get(group)) ?? NOTHING;
}

export function change(group: string, part: Partial<GroupEntry>): void {
  const next = new Map(entries.getState());
  next.delete(group);
  next.set(group, { ...entryOf(group), ...part });
  entries.setState(new Map([...next].slice(-MAX_GROUPS)), true);
}

/**
 * Orders something of some targets, by their places; the outcomes of the others stay. A press while another is on its way is no press.
 * @param count how many targets there are
 */
export function orderOf(group: string, count: number, orders: ReadonlyMap<number, Omit<Order, 'at'>>): void {
  if (entryOf(group).isOrdering || orders.size === 0) return;
  change(group, { isOrdering: true, failure: '' });
  const places = [...orders.keys()];
  orderGroup([...orders.values()]).then(
    (fresh) => {
      const { ids } = entryOf(group);
      const newest = (_: unknown, index: number) => fresh[places.indexOf(index)] ?? ids[index] ?? '';
      change(group, { isOrdering: false, ids: Array.from({ length: count }, newest) });
    },
    (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      change(group, { isOrdering: false, failure: `Nothing was ordered: ${why}` });
    },
  );
}
