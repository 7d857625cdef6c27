import { useEffect, useState } from 'react';
import { connectionTools } from '../../live/index.ts';
import type { ConnectionId } from '../../model/identity.ts';
import { t } from '../../ui/text.ts';
import { type Inspected, merged, NOTHING, newestOf } from './inspected.ts';

/** How often the engine is asked what is new, ms. */
const EVERY_MS = 300;

/** Looks on at a connection as long as the component is there and the tab is seen. */
export function useInspection(connection: ConnectionId): Inspected {
  const [inspected, setInspected] = useState(NOTHING);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest = NOTHING;
    const show = (next: Inspected) => {
      latest = next;
      setInspected(next);
    };
    const fail = (problem: string) => show({ ...latest, problem });
    const look = async () => {
      try {
        const tools = await connectionTools();
        const next = await tools.inspect(connection, newestOf(latest));
        if (isOver) return;
        if (next === null) fail(t('There is no connection of this name.'));
        else show(merged(latest, next));
      } catch {
        if (!isOver) fail(t('The engine does not answer. Check the network, or reload the page.'));
      }
      if (!isOver) timer = setTimeout(wait, EVERY_MS);
    };
    // A hidden tab asks for nothing: the inspection ends by itself, and begins anew when somebody looks.
    const wait = () => {
      if (document.hidden) timer = setTimeout(wait, EVERY_MS);
      else void look();
    };
    show(NOTHING);
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
      connectionTools()
        .then((tools) => tools.stopInspecting(connection))
        .catch(() => undefined);
    };
  }, [connection]);
  return inspected;
}
