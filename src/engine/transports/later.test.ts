import { describe, expect, it } from 'vitest';
import { later } from './later.ts';
import { recordingEvents } from './recording-events.ts';
import type { LinkEvents, Transport } from './transport.ts';

const REQUEST = { name: '', url: 'wss://plant.example/' };

/** A transport that opens when it is told to. */
function controlled() {
  const opened: LinkEvents[] = [];
  let closed = 0;
  const transport: Transport = {
    id: 'controlled',
    open(_request, events) {
      opened.push(events);
      return {
        isWaiting: false,
        send: () => 'sent',
        close: () => {
          closed += 1;
        },
      };
    },
  };
  return { transport, opened, closed: () => closed };
}

describe('a transport that is loaded with its first link', () => {
  it('sends nothing before it is there, and is the transport from then on', async () => {
    const { transport, opened, closed } = controlled();
    const events = recordingEvents();
    const link = later('controlled', () => Promise.resolve(transport)).open(REQUEST, events);
    expect(link.send([{ body: 'too early' }])).toBe('not-open');
    await Promise.resolve();
    opened[0]?.opened();
    expect(events.opens).toBe(1);
    expect(link.send([{ body: 'x' }])).toBe('sent');
    link.close();
    expect(closed()).toBe(1);
  });

  it('opens nothing when the link was closed meanwhile', async () => {
    const { transport, opened } = controlled();
    const loaded = Promise.resolve(transport);
    const link = later('controlled', () => loaded).open(REQUEST, recordingEvents());
    link.close();
    await loaded;
    await Promise.resolve();
    expect(opened).toEqual([]);
  });

  it('ends the attempt when it cannot be loaded, and tries again with the next one', async () => {
    const { transport, opened } = controlled();
    let isThere = false;
    const shaky = later('controlled', () =>
      isThere ? Promise.resolve(transport) : Promise.reject(new TypeError('Failed to fetch')),
    );
    const events = recordingEvents();
    shaky.open(REQUEST, events);
    await events.until((e) => e.end !== null);
    expect(events.end).toMatchObject({ code: 1006, wasOpen: false });
    isThere = true;
    shaky.open(REQUEST, recordingEvents());
    await Promise.resolve();
    expect(opened).toHaveLength(1);
  });
});
