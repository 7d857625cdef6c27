/** The bench's sender, in a process of its own: a WebSocket server that sends on order and says what it sent when. */
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { frame, type Kind, pastFrames, readingsPerFrame } from './frames.ts';

/** What the bench orders; each order is answered once. */
export type Order =
  /** Readings of the past, as fast as the receiver takes them. */
  | {
      readonly do: 'past';
      readonly kind: Kind;
      readonly series: number;
      readonly from: number;
      readonly to: number;
      readonly moments: number;
    }
  /** Frames at a rate, evenly spread; never fewer because the receiver is slow. */
  | {
      readonly do: 'run';
      readonly kind: Kind;
      readonly series: number;
      readonly framesPerSecond: number;
      readonly seconds: number;
    }
  /** A few frames a second to whoever connects, until the next order. */
  | { readonly do: 'trickle'; readonly kind: Kind; readonly series: number };

/** What was sent: cumulative readings at moments (epoch ms), ascending. */
export interface Sent {
  readonly readings: number;
  /** Readings that were due; more than `readings` where the sender itself could not keep up. */
  readonly due: number;
  readonly times: readonly number[];
  readonly counts: readonly number[];
  /** Why it was broken off, if it was: nobody was there any more, or too much was waiting for them. */
  readonly cut: 'link-ended' | 'overrun' | null;
}

/** Bytes waiting to leave while the past is sent, so that neither side holds much. */
const PAST_BACKLOG = 1 << 20;
/** Waiting bytes at which a receiver is hopelessly behind and a run ends. */
const OVERRUN = 64 << 20;
const TRICKLE_MS = 20;

let socket: WebSocket | null = null;
let cork = (_on: boolean): void => {};
let trickle: ReturnType<typeof setInterval> | undefined;
let total = 0;

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (opened, request) => {
  socket = opened;
  const raw = request.socket;
  raw.setNoDelay(true);
  cork = (on) => (on ? raw.cork() : raw.uncork());
  opened.on('message', () => {});
  opened.on('error', () => {});
});
server.on('listening', () => {
  const address: AddressInfo | string | null = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});

function now(): number {
  return performance.timeOrigin + performance.now();
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The page, which may need a moment to connect on a busy machine. @throws Error when it does not. */
async function receiver(): Promise<WebSocket> {
  for (const end = Date.now() + 15_000; Date.now() < end; await pause(20)) {
    if (socket?.readyState === 1) return socket;
  }
  throw new Error('Nobody is connected to the generator.');
}

async function past(order: Order & { do: 'past' }): Promise<Sent> {
  const { kind, series, from, to, moments } = order;
  const to_ = await receiver();
  let readings = 0;
  for (let at = 0; at < moments; at++) {
    const time = Math.round(from + ((to - from) * at) / moments);
    for (const text of pastFrames(kind, total, series, time)) to_.send(text);
    total += series;
    readings += series;
    while (to_.bufferedAmount > PAST_BACKLOG) await pause(1);
    if (at % 500 === 499) await pause(0);
  }
  return { readings, due: readings, times: [now()], counts: [readings], cut: null };
}

async function run(order: Order & { do: 'run' }): Promise<Sent> {
  const { kind, series, framesPerSecond, seconds } = order;
  const to = await receiver();
  const each = readingsPerFrame(kind);
  const times: number[] = [];
  const counts: number[] = [];
  const begin = now();
  const dueFrames = Math.round(framesPerSecond * seconds);
  let frames = 0;
  while (frames < dueFrames && to.readyState === 1 && to.bufferedAmount < OVERRUN) {
    const time = now();
    // Beyond the run's end nothing is made up for.
    if (time - begin > seconds * 1000 * 1.02 + 50) break;
    const due = Math.min(dueFrames, Math.ceil(((time - begin) / 1000) * framesPerSecond));
    if (due > frames) {
      const stamp = Math.floor(time);
      cork(true);
      // In portions, so that a long pause of this process does not become one burst with one time.
      const upTo = Math.min(due, frames + Math.max(1, Math.ceil(framesPerSecond / 200)));
      for (; frames < upTo; frames++) {
        to.send(frame(kind, total, series, stamp));
        total += each;
      }
      cork(false);
      times.push(time);
      counts.push(frames * each);
    }
    await pause(1);
  }
  const cut = to.readyState !== 1 ? 'link-ended' : to.bufferedAmount >= OVERRUN ? 'overrun' : null;
  return { readings: frames * each, due: dueFrames * each, times, counts, cut };
}

function startTrickle({ kind, series }: Order & { do: 'trickle' }): Sent {
  trickle = setInterval(() => {
    if (socket?.readyState !== 1) return;
    socket.send(frame(kind, total, series, Date.now()));
    total += readingsPerFrame(kind);
  }, TRICKLE_MS);
  return { readings: 0, due: 0, times: [], counts: [], cut: null };
}

function obey(order: Order): Promise<Sent> | Sent {
  clearInterval(trickle);
  switch (order.do) {
    case 'past':
      return past(order);
    case 'run':
      return run(order);
    case 'trickle':
      return startTrickle(order);
  }
}

process.on('message', async (order: Order) => {
  try {
    process.send?.({ sent: await obey(order) });
  } catch (error) {
    process.send?.({ failed: String(error) });
  }
});
process.on('disconnect', () => process.exit());
