import type { Transport } from '../transports/transport.ts';
import { fetchProtocols, findProtocol } from './index.ts';
import type { Protocol } from './protocol.ts';

export const UNFETCHED = 'A part of this page could not be fetched.';
const reason = `${UNFETCHED} It is tried again by itself.`;

/** Stands in for a protocol whose code is still to be fetched: its link can not be opened, which is tried again and again as with any other. */
export const standIn: Protocol = {
  id: '',
  name: '',
  transports: [''],
  start: () => ({
    capabilities: { commands: false, why: reason },
    requests: () => [{ name: '', url: 'about:' }],
    opened: () => [],
    decode() {},
    plan: () => ({ kind: 'refused', reason }),
    closed: () => ({ next: 'retry', reason }),
  }),
};

/** What each try of {@link standIn} does: fetches that code. @param fetched called once it is there */
export function fetching(protocol: string, fetched: () => void): Transport {
  return {
    id: '',
    open(_, events) {
      let isOver = false;
      void fetchProtocols([protocol]).then(() => {
        if (isOver) return;
        if (findProtocol(protocol)) fetched();
        else events.closed({ code: 1006, reason: '', wasOpen: false });
      });
      return {
        isWaiting: false,
        send: () => 'not-open',
        close() {
          isOver = true;
        },
      };
    },
  };
}
