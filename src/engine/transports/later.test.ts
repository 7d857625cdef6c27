import { describe, expect, it } from 'vitest';
import { fakeTransport } from './fake.fixture.ts';
import { later } from './later.ts';
import { recordingEvents } from './recording-events.ts';

const REQUEST = { name: '', url: 'wss://plant.example/' };

describe('a transport that is loaded with its first link', () => {
  it('sends nothing before it is there, and is the transport from then on', async () => {
    const { transport, attempts } = fakeTransport();
    const events = recordingEvents();
    const link = later('fake', () => Promise.resolve(transport)).open(REQUEST, events);
    expect(link.send([{ body: 'too early' }])).toBe('not-open');
    await Promise.resolve();
    attempts[0]?.events.opened();
    expect(events.opens).toBe(1);
    expect(link.send([{ body: 'x' }])).toBe('sent');
    link.close();
    expect(attempts).toMatchObject([{ closedByUs: true }]);
  });

  it('opens nothing when the link was closed meanwhile', async () => {
    const { transport, attempts } = fakeTransport();
    const loaded = Promise.resolve(transport);
    const link = later('fake', () => loaded).open(REQUEST, recordingEvents());
    link.close();
    await loaded;
    await Promise.resolve();
    expect(attempts).toEqual([]);
  });

  it('ends the attempt when it cannot be loaded, and tries again with the next one', async () => {
    const { transport, attempts } = fakeTransport();
    let isThere = false;
    const shaky = later('fake', () =>
      isThere ? Promise.resolve(transport) : Promise.reject(new TypeError('Failed to fetch')),
    );
    const events = recordingEvents();
    shaky.open(REQUEST, events);
    await events.until((e) => e.end !== null);
    expect(events.end).toMatchObject({ code: 1006, wasOpen: false });
    isThere = true;
    shaky.open(REQUEST, recordingEvents());
    await Promise.resolve();
    expect(attempts).toHaveLength(1);
  });
});
