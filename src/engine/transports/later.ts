import type { Link, Transport } from './transport.ts';

/**
 * A transport whose code is fetched with the first link that wants it: what no back end of a deployment speaks is not fetched at all, and what one
 * speaks keeps the others waiting no longer.
 */
export function later(id: string, load: () => Promise<Transport>): Transport {
  return {
    id,
    open(request, events) {
      let link: Link | null = null;
      let isClosed = false;
      load().then(
        (transport) => {
          if (!isClosed) link = transport.open(request, events);
        },
        () => {
          if (isClosed) return;
          isClosed = true;
          events.closed({ code: 1006, reason: 'its code could not be loaded', wasOpen: false });
        },
      );
      return {
        get isWaiting() {
          return link?.isWaiting ?? false;
        },
        send: (frames) => link?.send(frames) ?? 'not-open',
        close() {
          isClosed = true;
          link?.close();
        },
      };
    },
  };
}
