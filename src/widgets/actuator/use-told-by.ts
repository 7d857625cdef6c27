import { useEffect, useMemo, useState } from 'react';
import { previewOrder, useConnections } from '../../live/index.ts';
import type { Json } from '../../model/command.ts';
import { type ActuatorRef, actuatorKey } from '../../model/identity.ts';

/** Who will tell what becomes of an order. */
interface ToldBy {
  /** Whose reports: the target's own, unless it is commanded in other words than it reports. */
  readonly by: ActuatorRef;
  /** Nothing will: the back end's acceptance is all there is. False also while that is not known. */
  readonly isUntold: boolean;
}

/** Said of such orders, before they are given. */
export const UNTOLD = 'No report tells what becomes of this order; look at the device.';

/**
 * Who will tell what becomes of each of these orders, by the very plans that they would be sent by. The targets' own reports while that is not known.
 * @param orders the same array as long as they are the same
 */
export function useToldBy(
  orders: readonly { readonly actuator: ActuatorRef; readonly value: Json }[],
): readonly ToldBy[] {
  const [told, setTold] = useState<ReadonlyMap<string, ToldBy>>(new Map());
  const links = useConnections();
  // What can be planned depends on what the back ends have said since they were reached.
  const online = links.filter(({ status }) => status === 'online').map(({ id }) => id);
  const reached = online.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for every link that is reached
  useEffect(() => {
    let isCurrent = true;
    for (const { actuator, value } of orders) {
      previewOrder(actuator, value).then(
        (preview) => {
          if (!isCurrent || 'refusal' in preview) return;
          const one = { by: preview.reports, isUntold: !preview.isReported };
          setTold((before) => new Map(before).set(actuatorKey(actuator), one));
        },
        // Without an engine nothing is known, and its end is told elsewhere.
        () => undefined,
      );
    }
    return () => {
      isCurrent = false;
    };
  }, [orders, reached]);
  return useMemo(
    () => orders.map(({ actuator }) => told.get(actuatorKey(actuator)) ?? { by: actuator, isUntold: false }),
    [orders, told],
  );
}
