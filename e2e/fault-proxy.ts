import { connect, createServer, type Server, type Socket } from 'node:net';

/** Which way bytes go: from the page to the back end, or back. */
export type Direction = 'to-back-end' | 'to-page';

const DIRECTIONS: readonly Direction[] = ['to-back-end', 'to-page'];

/**
 * What happens to bytes that go one way:
 * - `flow`  they pass at once
 * - `delay` they pass in order, each `ms` after it came
 * - `hold`  they are kept and pass when the way is healed, as a network does that repeats what got no answer
 * - `lose`  they vanish, and the connections they belonged to are dead: healing resets them
 */
export type Way =
  | { readonly kind: 'flow' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'hold' }
  | { readonly kind: 'lose' };

const FLOW: Way = { kind: 'flow' };

/** What waits to pass: bytes, or the end of the sender. */
type Parcel = Buffer | 'end';

/** One way through one connection. */
class Pipe {
  readonly #to: Socket;
  readonly #kept: Parcel[] = [];
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  /** Something was lost on the way: what follows would not be what was sent. */
  hasLost = false;

  constructor(to: Socket) {
    this.#to = to;
  }

  take(parcel: Parcel, way: Way): void {
    switch (way.kind) {
      case 'lose':
        this.hasLost = true;
        return;
      case 'hold':
        this.#kept.push(parcel);
        return;
      case 'delay': {
        const timer = setTimeout(() => {
          this.#timers.delete(timer);
          this.#pass(parcel);
        }, way.ms);
        this.#timers.add(timer);
        return;
      }
      case 'flow':
        if (this.#timers.size > 0 || this.#kept.length > 0) this.#kept.push(parcel);
        else this.#pass(parcel);
    }
  }

  release(): void {
    for (const parcel of this.#kept.splice(0)) this.#pass(parcel);
  }

  discard(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#kept.length = 0;
  }

  #pass(parcel: Parcel): void {
    if (this.#to.destroyed || this.#to.writableEnded) return;
    if (parcel === 'end') this.#to.end();
    else this.#to.write(parcel);
    // What came while others were on their way keeps its place behind them.
    if (this.#timers.size === 0 && this.#kept.length > 0) this.release();
  }
}

/** One connection from the page, and the proxy's own to the back end. */
interface Wire {
  readonly page: Socket;
  readonly backEnd: Socket;
  readonly pipes: Readonly<Record<Direction, Pipe>>;
}

/** Where a proxy listens and where it leads. All on this machine. */
interface FaultProxyOptions {
  readonly port: number;
  readonly target: number;
}

/**
 * A TCP proxy that does to a back end's connections what networks do. It knows nothing of what it carries, so it stands before a WebSocket, an
 * HTTP endpoint or an event stream alike.
 */
export class FaultProxy {
  readonly #options: FaultProxyOptions;
  readonly #wires = new Set<Wire>();
  readonly #ways: Record<Direction, Way> = { 'to-back-end': FLOW, 'to-page': FLOW };
  readonly #allowance: Record<Direction, number> = {
    'to-back-end': Number.POSITIVE_INFINITY,
    'to-page': Number.POSITIVE_INFINITY,
  };
  readonly #seen: Record<Direction, number> = { 'to-back-end': 0, 'to-page': 0 };
  #server: Server | undefined;
  #refuses = false;

  constructor(options: FaultProxyOptions) {
    this.#options = options;
  }

  /** Address that takes the place of the back end's, without a scheme: `localhost:PORT`. */
  get host(): string {
    return `localhost:${this.#options.port}`;
  }

  /** Connections through it that both sides or one of them still believe in. */
  get connections(): number {
    return this.#wires.size;
  }

  /** Bytes that have come in from the sender of this direction so far, whatever became of them. */
  seen(direction: Direction): number {
    return this.#seen[direction];
  }

  /** Listens; resolves when it does. @throws when the port is in use. */
  async start(): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, (page) => this.#accept(page));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#options.port, '127.0.0.1', resolve);
    });
    this.#server = server;
  }

  /** Ends everything and frees the port. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.reset();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** From now on bytes of these directions, those of new connections too, fare like this. What is kept stays kept. */
  set(way: Way, directions: readonly Direction[] = DIRECTIONS): void {
    for (const direction of directions) this.#ways[direction] = way;
  }

  /** Everything flows again. What was held passes now, ends included; connections that lost bytes are reset. */
  heal(): void {
    this.set(FLOW);
    this.#refuses = false;
    for (const wire of [...this.#wires]) {
      if (DIRECTIONS.some((direction) => wire.pipes[direction].hasLost)) this.#reset(wire);
      else for (const direction of DIRECTIONS) wire.pipes[direction].release();
    }
  }

  /** Cuts every connection as a crash does: both sides get a reset, and what was on its way is gone. */
  reset(): void {
    for (const wire of [...this.#wires]) this.#reset(wire);
  }

  /** Once so many more bytes have passed this way, the connection that brings the next one is reset. Good for one cut. */
  cutAfter(bytes: number, direction: Direction): void {
    this.#allowance[direction] = bytes;
  }

  /** New connections are reset at once, until healed. */
  refuse(): void {
    this.#refuses = true;
  }

  #accept(page: Socket): void {
    if (this.#refuses) {
      page.resetAndDestroy();
      return;
    }
    const backEnd = connect({ port: this.#options.target, host: '127.0.0.1', allowHalfOpen: true });
    const wire: Wire = {
      page,
      backEnd,
      pipes: { 'to-back-end': new Pipe(backEnd), 'to-page': new Pipe(page) },
    };
    this.#wires.add(wire);
    this.#carry(wire, page, 'to-back-end');
    this.#carry(wire, backEnd, 'to-page');
  }

  #carry(wire: Wire, from: Socket, direction: Direction): void {
    const pipe = wire.pipes[direction];
    from.setNoDelay(true);
    from.on('data', (bytes: Buffer) => {
      this.#seen[direction] += bytes.length;
      const allowance = this.#allowance[direction];
      const passing = bytes.subarray(0, Math.min(bytes.length, allowance));
      this.#allowance[direction] -= passing.length;
      if (passing.length > 0) pipe.take(passing, this.#ways[direction]);
      if (passing.length === bytes.length) return;
      this.#allowance[direction] = Number.POSITIVE_INFINITY;
      this.#cut(wire, direction);
    });
    from.on('end', () => pipe.take('end', this.#ways[direction]));
    // The far side learns of a broken connection the way it learns of anything: over the same network.
    from.on('error', () => pipe.take('end', this.#ways[direction]));
    from.on('close', () => {
      if (wire.page.destroyed && wire.backEnd.destroyed) this.#wires.delete(wire);
    });
  }

  /** What had passed is delivered, and then there is nothing more. */
  #cut(wire: Wire, direction: Direction): void {
    const receiver = direction === 'to-back-end' ? wire.backEnd : wire.page;
    const sender = direction === 'to-back-end' ? wire.page : wire.backEnd;
    sender.resetAndDestroy();
    receiver.end(() => this.#reset(wire));
  }

  #reset(wire: Wire): void {
    for (const direction of DIRECTIONS) wire.pipes[direction].discard();
    wire.page.resetAndDestroy();
    wire.backEnd.resetAndDestroy();
    this.#wires.delete(wire);
  }
}
