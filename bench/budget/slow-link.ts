import { connect, createServer, type Socket } from 'node:net';

/** Largest part sent at once, as on an Ethernet, bytes. */
const PACKET = 1_460;
/** What a connection may have waiting before its sender is held up, bytes: about what fits into the line itself. */
const WAITING = 24_000;

/** A line between two places, as slow in each direction. */
export interface Line {
  /** Bits a second, for all connections together. */
  readonly bitsPerSecond: number;
  /** From here to there and back, ms. */
  readonly roundTripMs: number;
}

/** One direction of one connection: what waits to be sent. */
interface Queue {
  readonly packets: Buffer[];
  bytes: number;
  /** Epoch ms before which nothing leaves: opening a connection takes a round trip. */
  readonly openAt: number;
  deliver(packet: Buffer): void;
  drained(): void;
}

/** One direction of the line: connections take turns packet by packet, as they do on a real one. */
class Lane {
  readonly #line: Line;
  readonly #queues = new Set<Queue>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Epoch ms at which the line has carried all it was given. */
  #freeAt = 0;

  constructor(line: Line) {
    this.#line = line;
  }

  join(queue: Queue): void {
    this.#queues.add(queue);
  }

  leave(queue: Queue): void {
    this.#queues.delete(queue);
  }

  wake(): void {
    this.#timer ??= setTimeout(() => this.#send(), 0);
  }

  #send(): void {
    this.#timer = undefined;
    const now = Date.now();
    // Timers come late: what should have left meanwhile leaves now.
    while (this.#freeAt <= now) {
      const queue = [...this.#queues].find(({ packets, openAt }) => packets.length > 0 && openAt <= now);
      const packet = queue?.packets.shift();
      if (!queue || !packet) break;
      // To the end of the turn.
      this.#queues.delete(queue);
      this.#queues.add(queue);
      queue.bytes -= packet.length;
      this.#freeAt = Math.max(this.#freeAt, now - 50) + (packet.length * 8 * 1000) / this.#line.bitsPerSecond;
      setTimeout(() => queue.deliver(packet), this.#line.roundTripMs / 2);
      if (queue.bytes < WAITING) queue.drained();
    }
    const waiting = [...this.#queues].filter(({ packets }) => packets.length > 0);
    if (waiting.length === 0) return;
    const next = Math.max(this.#freeAt, Math.min(...waiting.map(({ openAt }) => openAt)));
    this.#timer = setTimeout(() => this.#send(), Math.max(1, next - Date.now()));
  }
}

/** Everything that passes between a browser and this machine's servers, at the speed of a line. */
export interface SlowLink {
  /** Where the browser connects to instead of each server, by the server's port. */
  readonly ports: ReadonlyMap<number, number>;
  /** From now on slow, or as fast as the machine. Connections that are open are cut. */
  setSlow(isSlow: boolean): void;
  /** Bytes that have come down the line since it was made slow. */
  readonly bytesDown: number;
  stop(): Promise<void>;
}

/** @param servers ports of 127.0.0.1 */
export async function startSlowLink(servers: readonly number[], line: Line): Promise<SlowLink> {
  const up = new Lane(line);
  const down = new Lane(line);
  const sockets = new Set<Socket>();
  let isSlow = false;
  let bytesDown = 0;

  function carry(from: Socket, to: Socket, lane: Lane, count: (bytes: number) => void): void {
    const queue: Queue = {
      packets: [],
      bytes: 0,
      openAt: Date.now() + line.roundTripMs,
      deliver: (packet) => to.destroyed || to.write(packet),
      drained: () => from.resume(),
    };
    lane.join(queue);
    from.on('data', (chunk: Buffer) => {
      count(chunk.length);
      for (let at = 0; at < chunk.length; at += PACKET) queue.packets.push(chunk.subarray(at, at + PACKET));
      queue.bytes += chunk.length;
      if (queue.bytes >= WAITING) from.pause();
      lane.wake();
    });
    from.on('close', () => lane.leave(queue));
  }

  const proxies = servers.map((server) =>
    createServer((near) => {
      const far = connect({ port: server, host: '127.0.0.1' });
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one);
        one.setNoDelay(true);
        one.on('error', () => one.destroy());
        one.on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
      }
      if (isSlow) {
        carry(near, far, up, () => {});
        carry(far, near, down, (bytes) => {
          bytesDown += bytes;
        });
      } else {
        near.pipe(far);
        far.pipe(near);
      }
    }),
  );
  const ports = new Map<number, number>();
  for (const [index, proxy] of proxies.entries()) {
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = proxy.address();
    const server = servers[index];
    if (server !== undefined && typeof address === 'object' && address) ports.set(server, address.port);
  }
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    ports,
    setSlow(next) {
      cut();
      isSlow = next;
      bytesDown = 0;
    },
    get bytesDown() {
      return bytesDown;
    },
    async stop() {
      cut();
      for (const proxy of proxies) await new Promise<void>((resolve) => proxy.close(() => resolve()));
    },
  };
}
