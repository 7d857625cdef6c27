import { describe, expect, it } from 'vitest';
import { heldUntil } from './held.ts';
import { recordingEvents } from './recording-events.ts';
import type { LinkEvents, Transport } from './transport.ts';

const REQUEST = { name: '', url: 'wss://plant.example/' };

/** A transport that says what a test lets it say, and a moment that comes when the test wants it. */
function world() {
  const links: LinkEvents[] = [];
  let closed = 0;
  const transport: Transport = {
    id: 'controlled',
    open(_request, events) {
      links.push(events);
      return {
        isWaiting: false,
        send: () => 'sent',
        close() {
          closed += 1;
        },
      };
    },
  };
  let come = () => {};
  const moment = new Promise<void>((resolve) => {
    come = resolve;
  });
  const held = heldUntil(transport, moment);
  return {
    links,
    open: (events: LinkEvents) => held.open(REQUEST, events),
    async come() {
      come();
      await moment;
    },
    closed: () => closed,
  };
}

/** The transport reuses its object, as they do. */
const frame = { body: '', event: '', link: '', receivedAt: 0 };
function says(link: LinkEvents | undefined, body: string): void {
  frame.body = body;
  frame.receivedAt += 1;
  link?.frame(frame);
}

describe('a link that is held until a moment', () => {
  it('begins to open at once, and is heard from then on, in its order and with its times', async () => {
    const { links, open, come } = world();
    const events = recordingEvents();
    const link = open(events);
    expect(links).toHaveLength(1);
    links[0]?.opened();
    says(links[0], 'a');
    links[0]?.alive();
    says(links[0], 'b');
    expect([events.opens, events.signs, events.frames]).toEqual([0, 0, []]);
    await come();
    expect([events.opens, events.signs]).toEqual([1, 1]);
    expect(events.frames).toMatchObject([
      { body: 'a', receivedAt: 1 },
      { body: 'b', receivedAt: 2 },
    ]);
    expect(link.send([{ body: 'x' }])).toBe('sent');
    says(links[0], 'c');
    links[0]?.closed({ code: 1006, reason: '', wasOpen: true });
    expect(events.frames).toHaveLength(3);
    expect(events.end).toMatchObject({ code: 1006 });
  });

  it('says nothing more when it was closed meanwhile, by whoever hears the first of it, too', async () => {
    const { links, open, come, closed } = world();
    const early = recordingEvents();
    open(early).close();
    links[0]?.opened();
    const events = recordingEvents();
    const link = open({ ...events, opened: () => link.close(), frame: (one) => events.frame(one) });
    links[1]?.opened();
    says(links[1], 'a');
    await come();
    expect(closed()).toBe(2);
    expect(early.opens).toBe(0);
    expect(events.frames).toEqual([]);
  });

  it('is heard sooner where it says more than is kept for it, and loses nothing', async () => {
    const { links, open, come } = world();
    const heard: unknown[] = [];
    open({ ...recordingEvents(), opened: () => heard.push('opened'), frame: ({ body }) => heard.push(body) });
    links[0]?.opened();
    const said = Array.from({ length: 1_500 }, (_, index) => String(index));
    for (const body of said) says(links[0], body);
    expect(heard).toEqual(['opened', ...said]);
    await come();
    expect(heard).toHaveLength(1 + said.length);
  });

  it('copies no frame once the moment has come', async () => {
    const { links, open, come } = world();
    let heard: unknown = null;
    open({ ...recordingEvents(), frame: (one) => (heard = one) });
    await come();
    says(links[0], 'a');
    expect(heard).toBe(frame);
  });

  it('is the transport itself after that', async () => {
    const { links, open, come } = world();
    await come();
    const events = recordingEvents();
    open(events);
    expect(links[0]).toBe(events);
  });
});
