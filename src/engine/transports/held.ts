import { nextTurn } from '../next-turn.ts';
import type { Frame, LinkEvents, Transport } from './transport.ts';

/** What waits of one link is bounded by the time it waits, and by these: a link that has said more is heard sooner. */
const MOST_EVENTS = 50_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;
/** Catching up, the engine does nothing else for so long at most, ms; events between two looks at the clock. */
const SLICE_MS = 12;
const EVENTS = 10;

/** Of what is neither text nor bytes, characters. */
const VALUE = 8;

/**
 * About how many characters, or bytes, a body holds, of those that a transport has parsed itself as well. However deep it is: it may be anything.
 * Nobody looks further than to where it is too much.
 */
function sizeOf(body: unknown): number {
  let size = 0;
  /** What has parts of its own: those are yet to be weighed. */
  const whole: object[] = [];
  const weigh = (part: unknown) => {
    if (typeof part === 'string') size += part.length;
    else if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) size += part.byteLength;
    else {
      size += VALUE;
      if (typeof part === 'object' && part !== null) whole.push(part);
    }
    return size < MOST_CHARACTERS;
  };
  weigh(body);
  for (let one = whole.pop(); one; one = whole.pop()) {
    if (Array.isArray(one)) {
      for (const part of one) if (!weigh(part)) return size;
    } else {
      for (const name in one) {
        size += name.length;
        if (!weigh(Reflect.get(one, name))) return size;
      }
    }
  }
  return size;
}

/** What a link has said that its connection has not heard yet. */
class Held {
  isClosed = false;
  readonly #events: LinkEvents;
  readonly #early: () => void;
  readonly #over: () => void;
  readonly #said: (Frame | (() => void))[] = [];
  #characters = 0;
  /** Of these, how many have been heard. */
  #heard = 0;
  #isCatchingUp = false;

  /**
   * @param early called when it is too much, before the first of it is heard
   * @param over called when all has been heard: what comes then need not be held
   */
  constructor(events: LinkEvents, early: () => void, over: () => void) {
    this.#events = events;
    this.#early = early;
    this.#over = over;
  }

  frame(frame: Frame): void {
    this.#characters += sizeOf(frame.body);
    // Its object is reused for the next one.
    this.add({ ...frame });
  }

  add(said: Frame | (() => void)): void {
    if (this.isClosed) return;
    this.#said.push(said);
    const share = Math.max(this.#said.length / MOST_EVENTS, this.#characters / MOST_CHARACTERS);
    if (share < 1) return;
    if (!this.#isCatchingUp) {
      this.#early();
      void this.catchUp();
    } else if (share >= 2) {
      // It says more than can be heard in slices.
      this.#tell(Number.POSITIVE_INFINITY);
    }
  }

  /** Has all of it heard in its order, in slices; what is said meanwhile is behind it. */
  async catchUp(): Promise<void> {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    while (this.#tell(SLICE_MS)) await nextTurn();
  }

  /** Has it heard for so long, ms. False when there is nothing left. */
  #tell(most: number): boolean {
    const until = performance.now() + most;
    while (this.#heard < this.#said.length && !this.isClosed) {
      const said = this.#said[this.#heard];
      this.#heard += 1;
      if (typeof said === 'function') said();
      else if (said) this.#events.frame(said);
      if (this.#heard % EVENTS === 0 && performance.now() >= until) return true;
    }
    // In this very turn: nothing may come in between.
    this.#over();
    return false;
  }
}

/**
 * A transport whose links begin to open at once, but say nothing before a moment that is still to come: of what they have said until then their
 * connections hear in its order.
 * @param until resolves at that moment; never rejects
 * @param early called when a link has said so much that it is heard sooner
 */
export function heldUntil(transport: Transport, until: Promise<void>, early: () => void): Transport {
  let isTime = false;
  void until.then(() => {
    isTime = true;
  });
  return {
    id: transport.id,
    open(request, events) {
      if (isTime) return transport.open(request, events);
      /** null from the moment on at which all is heard: the link goes on through here for as long as it lives, and nothing may be made for each frame. */
      let held: Held | null = new Held(events, early, () => {
        held = null;
      });
      const tell = (event: () => void) => (held ? held.add(event) : event());
      const link = transport.open(request, {
        opened: () => tell(() => events.opened()),
        frame: (frame) => (held ? held.frame(frame) : events.frame(frame)),
        alive: () => (held ? held.add(() => events.alive()) : events.alive()),
        closed: (end) => tell(() => events.closed(end)),
      });
      void until.then(() => held?.catchUp());
      return {
        get isWaiting() {
          return link.isWaiting;
        },
        send: (frames) => link.send(frames),
        close() {
          if (held) held.isClosed = true;
          link.close();
        },
      };
    },
  };
}
