import { useEffect, useRef, useState } from 'react';
import { createStore, useStore } from 'zustand';
import { orderGroup, useCommands, useKeptName } from '../../live/index.ts';
import type { Command, Order } from '../../model/command.ts';

/** Groups whose outcomes are kept; of those that were worked longest ago they are put away. */
const MAX_GROUPS = 64;

/** The newest command to each target, by group: whoever comes back from another page still sees what became of them. */
const given = createStore<ReadonlyMap<string, readonly string[]>>(() => new Map());

function keep(group: string, ids: readonly string[]): void {
  const next = new Map(given.getState());
  next.delete(group);
  next.set(group, ids);
  given.setState(new Map([...next].slice(-MAX_GROUPS)), true);
}

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
  const kept = useStore(given, (all) => all.get(group));
  const ids = Array.from({ length: count }, (_, index) => kept?.[index] ?? '');
  const [isOrdering, setOrdering] = useState(false);
  const [failure, setFailure] = useState('');
  const isBusy = useRef(false);
  const awaited = useRef<readonly string[]>([]);
  const commands = useCommands(ids);

  function done(): void {
    isBusy.current = false;
    awaited.current = [];
    setOrdering(false);
  }

  useEffect(() => {
    if (awaited.current.length === 0) return;
    const told = new Set(commands.map((command) => command?.id));
    if (awaited.current.every((id) => told.has(id))) done();
  });

  function order(orders: ReadonlyMap<number, Omit<Order, 'at'>>): void {
    if (isBusy.current || orders.size === 0) return;
    isBusy.current = true;
    setOrdering(true);
    setFailure('');
    const places = [...orders.keys()];
    orderGroup([...orders.values()]).then(
      (fresh) => {
        awaited.current = fresh;
        const before = given.getState().get(group);
        keep(
          group,
          ids.map((_, index) => fresh[places.indexOf(index)] ?? before?.[index] ?? ''),
        );
      },
      (error: unknown) => {
        done();
        setFailure(`Nothing was ordered: ${error instanceof Error ? error.message : String(error)}`);
      },
    );
  }

  return {
    commands,
    isOrdering,
    failure,
    order,
    dismiss() {
      setFailure('');
      keep(group, []);
    },
    fail: setFailure,
  };
}
