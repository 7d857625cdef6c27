import { describe, expect, it, vi } from 'vitest';
import { fakeTransport } from './fake.fixture.ts';
import { heldUntil } from './held.ts';
import { recordingEvents } from './recording-events.ts';
import type { LinkEvents } from './transport.ts';

const REQUEST = { name: '', url: 'wss://plant.example/' };

/** A transport that says what a test lets it say, and a moment that comes when the test wants it. */
function world() {
  const { transport, attempts } = fakeTransport();
  const early = vi.fn();
  let come = () => {};
  const moment = new Promise<void>((resolve) => {
    come = resolve;
  });
  const held = heldUntil(transport, moment, early);
  return {
    attempts,
    /** What the far end of a link speaks to. */
    farEnd: (index: number) => attempts[index]?.events,
    early,
    open: (events: LinkEvents) => held.open(REQUEST, events),
    async come() {
      come();
      await moment;
    },
    closed: () => attempts.filter(({ closedByUs }) => closedByUs).length,
  };
}

/** The transport reuses its object, as they do. */
const frame: { body: unknown; event: string; link: string; receivedAt: number } = {
  body: '',
  event: '',
  link: '',
  receivedAt: 0,
};
function says(link: LinkEvents | undefined, body: unknown): void {
  frame.body = body;
  frame.receivedAt += 1;
  link?.frame(frame);
}

describe('a link that is held until a moment', () => {
  it('begins to open at once, and is heard from then on, in its order and with its times', async () => {
    const { attempts, farEnd, open, come } = world();
    const events = recordingEvents();
    const link = open(events);
    expect(attempts).toHaveLength(1);
    farEnd(0)?.opened();
    says(farEnd(0), 'a');
    farEnd(0)?.alive();
    says(farEnd(0), 'b');
    expect([events.opens, events.signs, events.frames]).toEqual([0, 0, []]);
    await come();
    expect([events.opens, events.signs]).toEqual([1, 1]);
    expect(events.frames).toMatchObject([
      { body: 'a', receivedAt: 1 },
      { body: 'b', receivedAt: 2 },
    ]);
    expect(link.send([{ body: 'x' }])).toBe('sent');
    says(farEnd(0), 'c');
    farEnd(0)?.closed({ code: 1006, reason: '', wasOpen: true });
    expect(events.frames).toHaveLength(3);
    expect(events.end).toMatchObject({ code: 1006 });
  });

  it('says nothing more when it was closed meanwhile, by whoever hears the first of it, too', async () => {
    const { farEnd, open, come, closed } = world();
    const early = recordingEvents();
    open(early).close();
    farEnd(0)?.opened();
    const events = recordingEvents();
    const link = open({ ...events, opened: () => link.close(), frame: (one) => events.frame(one) });
    farEnd(1)?.opened();
    says(farEnd(1), 'a');
    await come();
    expect(closed()).toBe(2);
    expect(early.opens).toBe(0);
    expect(events.frames).toEqual([]);
  });

  /** What is heard, in its order; hearing one frame takes `ms`. */
  function listener(ms = 0) {
    const heard: unknown[] = [];
    const events: LinkEvents = {
      ...recordingEvents(),
      opened: () => heard.push('opened'),
      frame({ body }) {
        heard.push(body);
        for (const until = performance.now() + ms; performance.now() < until; );
      },
    };
    return { heard, events };
  }

  it('is not heard sooner where it is busy', async () => {
    const { farEnd, open, come, early } = world();
    const { heard, events } = listener();
    open(events);
    farEnd(0)?.opened();
    const said = Array.from({ length: 40_000 }, (_, index) => String(index));
    for (const body of said) says(farEnd(0), body);
    expect(heard).toEqual([]);
    await come();
    await vi.waitFor(() => expect(heard).toHaveLength(1 + said.length));
    expect(heard).toEqual(['opened', ...said]);
    expect(early).not.toHaveBeenCalled();
  });

  it('lets others go on while all that it has said is heard, and what it says then is behind that', async () => {
    const { farEnd, open, come } = world();
    const { heard, events } = listener(1);
    open(events);
    const said = Array.from({ length: 100 }, (_, index) => String(index));
    for (const body of said) says(farEnd(0), body);
    await come();
    expect(heard.length).toBeLessThan(50);
    says(farEnd(0), 'then');
    await vi.waitFor(() => expect(heard).toHaveLength(101));
    expect(heard).toEqual([...said, 'then']);
  });

  it.each([
    ['more', 50_001, ''],
    ['longer frames', 33, 'x'.repeat(512 * 1024)],
  ])(
    'is heard sooner where it says %s than is kept for it, which is told, and loses nothing',
    async (_, count, text) => {
      const { farEnd, open, come, early } = world();
      const { heard, events } = listener();
      early.mockImplementation(() => expect(heard).toEqual([]));
      open(events);
      farEnd(0)?.opened();
      const said = Array.from({ length: count }, (_, index) => text + index);
      for (const body of said) says(farEnd(0), body);
      expect(early).toHaveBeenCalledOnce();
      expect(heard).not.toEqual([]);
      await vi.waitFor(() => expect(heard).toHaveLength(1 + count));
      await come();
      expect(heard).toEqual(['opened', ...said]);
    },
  );

  const text = 'x'.repeat(64 * 1024);
  let deep: unknown = text;
  for (let depth = 0; depth < 20_000; depth++) deep = [deep];
  it.each([
    ['a list', ['event', text]],
    ['an object', [{ values: { text } }]],
    ['names', [{ [text]: 1 }]],
    ['numbers', [Array.from({ length: 8 * 1024 }, (_, index) => index)]],
    ['bytes', [new Uint8Array(64 * 1024).buffer]],
    ['what is nested deep', deep],
  ])('is heard sooner where it says too much in frames that come parsed, as %s', (_, body) => {
    const { farEnd, open, early } = world();
    const { events } = listener();
    open(events);
    let count = 0;
    while (count < 1_000 && early.mock.calls.length === 0) {
      says(farEnd(0), body);
      count += 1;
    }
    expect(early).toHaveBeenCalledOnce();
    expect(count).toBeLessThanOrEqual(256);
  });

  it.each([
    ['a list', Array.from({ length: 10_000 }, () => text)],
    ['an object', Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x${index}`, text]))],
  ])('looks at no more of a frame that comes parsed than makes it too much: %s', (_, parts) => {
    const { farEnd, open, early } = world();
    open(listener().events);
    let seen = 0;
    const body = new Proxy(parts, {
      get(target, name, self) {
        seen += 1;
        return Reflect.get(target, name, self);
      },
    });
    says(farEnd(0), [{ body }]);
    expect(early).toHaveBeenCalledOnce();
    expect(seen).toBeLessThan(1_000);
  });

  it('keeps no more of a link than twice that, however slowly it is heard', () => {
    const { farEnd, open } = world();
    const { heard, events } = listener();
    open(events);
    for (let n = 0; n < 100_000; n++) says(farEnd(0), String(n));
    expect(heard).toHaveLength(100_000);
  });

  it('copies no frame once the moment has come', async () => {
    const { farEnd, open, come } = world();
    let heard: unknown = null;
    open({ ...recordingEvents(), frame: (one) => (heard = one) });
    await come();
    says(farEnd(0), 'a');
    expect(heard).toBe(frame);
  });

  it('is the transport itself after that', async () => {
    const { farEnd, open, come } = world();
    await come();
    const events = recordingEvents();
    open(events);
    expect(farEnd(0)).toBe(events);
  });
});
