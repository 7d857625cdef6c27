import { useCallback } from 'react';
import { createStore, useStore } from 'zustand';
import {
  withhold as note,
  order,
  useConnection,
  useNewestCommand,
  usePermission,
  useReported,
} from '../../live/index.ts';
import type { Command, Json } from '../../model/command.ts';
import { type ActuatorRef, actuatorKey } from '../../model/identity.ts';
import type { ControlFacts } from './control-state.ts';

/** What this page has asked for and put away, for one actuator; shared by all its controls. */
export interface OrderEntry {
  /** On its way to the engine; `id` once the ledger has taken it. */
  readonly ordering: { readonly value: Json; readonly at: number; readonly id: string | null } | null;
  readonly failure: string;
  readonly dismissed: string | null;
}

const NOTHING: OrderEntry = { ordering: null, failure: '', dismissed: null };

const orders = createStore<ReadonlyMap<string, OrderEntry>>(() => new Map());

function change(key: string, part: Partial<OrderEntry>): void {
  const all = orders.getState();
  orders.setState(new Map(all).set(key, { ...(all.get(key) ?? NOTHING), ...part }), true);
}

/** Whether the ledger has yet to tell of this order's command. */
export function isOpen({ ordering }: Pick<OrderEntry, 'ordering'>, newest: Command | undefined): boolean {
  if (!ordering) return false;
  if (ordering.id === null) return true;
  return newest === undefined || (newest.id !== ordering.id && newest.orderedAt < ordering.at);
}

/** What a control needs: all that its look depends on, and its actions. */
export interface Orders {
  readonly facts: ControlFacts;
  /** Sends one order, unless one from this page is open already. */
  send(value: Json): void;
  /** Notes in the audit that somebody tried and the control did not let them, and why. */
  withhold(value: Json, why: string): void;
  /** Puts away the bad end that is shown. */
  dismiss(): void;
}

/** Everything about one actuator's orders. Two controls of one actuator share it, so one click is one order. */
export function useOrders(actuator: ActuatorRef): Orders {
  const { connection, device, property } = actuator;
  const key = actuatorKey(actuator);
  const entry = useStore(orders, (all) => all.get(key)) ?? NOTHING;
  const reported = useReported(actuator);
  const command = useNewestCommand(actuator);
  const link = useConnection(connection);
  const permission = usePermission(connection);

  const send = useCallback(
    (value: Json) => {
      if (isOpen(orders.getState().get(key) ?? NOTHING, command)) return;
      const at = Date.now();
      change(key, { ordering: { value, at, id: null }, failure: '' });
      Promise.resolve()
        .then(() => order({ connection, device, property }, value))
        .then(
          (id) => change(key, { ordering: { value, at, id } }),
          (error: unknown) => {
            const why = error instanceof Error ? error.message : String(error);
            change(key, { ordering: null, failure: `The order was not sent: ${why}` });
          },
        );
    },
    [key, command, connection, device, property],
  );
  const withhold = useCallback(
    (value: Json, why: string) => {
      const isUnderWay = command?.state === 'pending' || command?.state === 'sent';
      // One more click on an order under way is no other order.
      if (isUnderWay || isOpen(orders.getState().get(key) ?? NOTHING, command)) return;
      note({ connection, device, property }, value, `${why} Nothing was sent.`);
    },
    [key, command, connection, device, property],
  );
  const dismiss = useCallback(
    () => change(key, { failure: '', dismissed: command?.id ?? null }),
    [key, command?.id],
  );

  return {
    facts: {
      reported,
      command,
      ordering: isOpen(entry, command) ? entry.ordering : null,
      orderFailure: entry.failure,
      dismissed: entry.dismissed,
      forbidden: permission.allowed ? '' : permission.why,
      connection: link && { name: link.name, status: link.status },
    },
    send,
    withhold,
    dismiss,
  };
}
