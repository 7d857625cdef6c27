import type { Frame, LinkEvents, Transport } from './transport.ts';

/** What waits is bounded by the time it waits, and by this: a link that has said more is heard at once. */
const MOST_HELD = 1_000;

/**
 * A transport whose links begin to open at once, but say nothing before a moment that is still to come: of what they have said until then their
 * connections hear in its order.
 * @param until resolves at that moment; never rejects
 */
export function heldUntil(transport: Transport, until: Promise<void>): Transport {
  let isTime = false;
  void until.then(() => {
    isTime = true;
  });
  return {
    id: transport.id,
    open(request, events) {
      if (isTime) return transport.open(request, events);
      /** null from that moment on. */
      let held: (() => void)[] | null = [];
      let isClosed = false;
      const release = () => {
        const said = held ?? [];
        held = null;
        for (const event of said) if (!isClosed) event();
      };
      const tell = (event: () => void) => {
        if (!held) {
          event();
          return;
        }
        held.push(event);
        if (held.length >= MOST_HELD) release();
      };
      const holding: LinkEvents = {
        opened: () => tell(() => events.opened()),
        frame(frame) {
          // The link goes on through here for as long as it lives: nothing may be made for each frame.
          if (!held) {
            events.frame(frame);
            return;
          }
          // Its object is reused for the next one.
          const kept: Frame = { ...frame };
          tell(() => events.frame(kept));
        },
        alive: () => (held ? tell(() => events.alive()) : events.alive()),
        closed: (end) => tell(() => events.closed(end)),
      };
      const link = transport.open(request, holding);
      void until.then(release);
      return {
        get isWaiting() {
          return link.isWaiting;
        },
        send: (frames) => link.send(frames),
        close() {
          isClosed = true;
          link.close();
        },
      };
    },
  };
}
