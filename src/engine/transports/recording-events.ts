import type { Frame, LinkEnd, LinkEvents } from './transport.ts';

/** What a link said, for tests: frames are copied because the transport reuses its frame object. */
export interface RecordedEvents extends LinkEvents {
  readonly frames: Frame[];
  readonly opens: number;
  readonly signs: number;
  readonly end: LinkEnd | null;
  /** Resolves once `holds` is true after one of the events; checks at once too. */
  until(holds: (events: RecordedEvents) => boolean): Promise<void>;
}

/** Makes events that remember. */
export function recordingEvents(): RecordedEvents {
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  const recorded = {
    frames: [] as Frame[],
    opens: 0,
    signs: 0,
    end: null as LinkEnd | null,
    opened() {
      recorded.opens += 1;
      wake();
    },
    frame(frame: Frame) {
      recorded.frames.push({ ...frame });
      wake();
    },
    alive() {
      recorded.signs += 1;
      wake();
    },
    closed(end: LinkEnd) {
      recorded.end = end;
      wake();
    },
    until(holds: (events: RecordedEvents) => boolean): Promise<void> {
      return new Promise((resolve) => {
        const look = () => {
          if (!holds(recorded)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
  };
  return recorded;
}
