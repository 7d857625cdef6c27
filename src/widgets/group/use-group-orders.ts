import { useCommands, useKeptName } from '../../live/index.ts';
import type { Command, Order } from '../../model/command.ts';
import { change, orderOf, useEntry } from './group-orders.ts';

/** What a group has ordered of its targets, and its actions. */
interface GroupOrders {
  /** The group's newest order to each target; undefined where there is none, or none any more. */
  readonly commands: readonly (Command | undefined)[];
  /** A press is on its way to the engine, or the engine has not told of all its commands yet. */
  readonly isOrdering: boolean;
  /** Why the last press never reached the engine; '' when it did. */
  readonly failure: string;
  /** Orders of some targets at once. The outcomes of the others stay. */
  order(orders: ReadonlyMap<number, Omit<Order, 'at'>>): void;
  /** Puts away all outcomes. */
  dismiss(): void;
  fail(why: string): void;
}

/**
 * The orders of one group. A press while another is on its way is no press.
 * @param name its own; none other's that has other targets
 * @param count how many targets there are
 */
export function useGroupOrders(name: string, count: number): GroupOrders {
  const group = useKeptName(name);
  const { ids, isOrdering, failure } = useEntry(group);
  const commands = useCommands(Array.from({ length: count }, (_, index) => ids[index] ?? ''));
  return {
    commands,
    isOrdering,
    failure,
    order: (orders) => orderOf(group, count, orders),
    dismiss: () => change(group, { ids: [], failure: '' }),
    fail: (why) => change(group, { failure: why }),
  };
}
