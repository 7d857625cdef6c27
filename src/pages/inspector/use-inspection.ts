import { useEffect, useState } from 'react';
import { connectionTools } from '../../live/index.ts';
import type { ConnectionId } from '../../model/identity.ts';
import { INSPECTED_FRAMES, type Inspection } from '../../model/inspection.ts';
import { t } from '../../ui/text.ts';

/** How often the engine is asked what is new, ms. */
const EVERY_MS = 300;

/** What has been seen of a connection, and what keeps more from being seen. */
interface Inspected extends Inspection {
  /** In words; '' while all is well. */
  readonly problem: string;
}

const NOTHING: Inspected = { frames: [], since: 0, seen: 0, leftOut: 0, problem: '' };

/** Frames of before and what is new, the newest as many as are kept. A new inspection begins anew. */
function merged(before: Inspected, next: Inspection): Inspected {
  if (before.since !== next.since) return { ...next, problem: '' };
  if (before.problem === '' && before.seen === next.seen && next.frames.length === 0) return before;
  const frames = next.frames.length === 0 ? before.frames : [...before.frames, ...next.frames];
  return { ...next, frames: frames.slice(-INSPECTED_FRAMES), problem: '' };
}

/** Looks on at a connection as long as the component is there and the tab is seen. */
export function useInspection(connection: ConnectionId): Inspected {
  const [inspected, setInspected] = useState(NOTHING);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let newest = 0;
    const fail = (problem: string) => setInspected((before) => ({ ...before, problem }));
    const look = async () => {
      try {
        const tools = await connectionTools();
        const next = await tools.inspect(connection, newest);
        if (isOver) return;
        if (next === null) fail(t('There is no connection of this name.'));
        else {
          newest = next.frames.at(-1)?.seq ?? newest;
          setInspected((before) => merged(before, next));
        }
      } catch {
        // An engine that comes after this one counts from the beginning.
        newest = 0;
        if (!isOver) fail(t('The engine does not answer. Check the network, or reload the page.'));
      }
      if (!isOver) timer = setTimeout(wait, EVERY_MS);
    };
    // A hidden tab asks for nothing: the inspection ends by itself, and begins anew when somebody looks.
    const wait = () => {
      if (document.hidden) timer = setTimeout(wait, EVERY_MS);
      else void look();
    };
    setInspected(NOTHING);
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
