import type { Frame, LinkEvents, Transport } from './transport.ts';

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
      const tell = (event: () => void) => (held ? held.push(event) : event());
      const holding: LinkEvents = {
        opened: () => tell(() => events.opened()),
        frame(frame) {
          // Its object is reused for the next one.
          const kept: Frame = held ? { ...frame } : frame;
          tell(() => events.frame(kept));
        },
        alive: () => tell(() => events.alive()),
        closed: (end) => tell(() => events.closed(end)),
      };
      const link = transport.open(request, holding);
      let isClosed = false;
      void until.then(() => {
        const said = held ?? [];
        held = null;
        for (const event of said) if (!isClosed) event();
      });
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
