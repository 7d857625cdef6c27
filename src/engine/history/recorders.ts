import type { ConnectionSettings } from '../../model/settings.ts';
import type { Series, SeriesStore } from '../series/store.ts';
import type { Chunk } from './archive.ts';
import { Recorder } from './recorder.ts';

interface Surroundings {
  readonly store: SeriesStore;
  /** Epoch ms. */
  now(): number;
  /** Random, never the same again. */
  newId(): string;
  /** No other page writes. */
  isAlone(): boolean;
}

/** Writes down what the connections bring, from the moment on that it is started. */
export class Recorders {
  readonly #around: Surroundings;
  readonly #followed: Map<string, ConnectionSettings>;
  /** Empty while nothing is written down. */
  readonly #all = new Map<string, Recorder>();
  /** Of connections that have begun anew: what had not been taken before. */
  #left: Chunk[] = [];
  #isRunning = false;

  constructor(connections: readonly ConnectionSettings[], around: Surroundings) {
    this.#followed = new Map(connections.map((one) => [one.id, one]));
    this.#around = around;
  }

  /** Connections whose readings are written down, by id. */
  get followed(): ReadonlyMap<string, ConnectionSettings> {
    return this.#followed;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** The most bytes of one connection that have not been taken yet, and those of all before they began anew. */
  get waiting(): number {
    let waiting = 0;
    for (const recorder of this.#all.values()) waiting = Math.max(waiting, recorder.waiting);
    for (const { size } of this.#left) waiting += size;
    return waiting;
  }

  start(): void {
    this.#isRunning = true;
    const { store } = this.#around;
    for (const one of this.#followed.values()) this.#begin(one);
    for (const series of store.all) this.#follow(series);
    store.opened = (series) => this.#follow(series);
  }

  stop(): void {
    this.#isRunning = false;
    this.#all.clear();
    this.#left = [];
    const { store } = this.#around;
    store.opened = null;
    for (const series of store.all) series.follower = null;
  }

  /** A connection has been added, or begins anew. */
  join(settings: ConnectionSettings): void {
    this.#followed.set(settings.id, settings);
    this.#left.push(...(this.#all.get(settings.id)?.take(this.#around.now(), true) ?? []));
    if (this.#isRunning) this.#beginAgain(settings);
  }

  /** Nothing of a connection is written down any more. */
  leave(connection: string): void {
    this.#followed.delete(connection);
    this.#all.delete(connection);
    this.#left = this.#left.filter((chunk) => chunk.connection !== connection);
  }

  /** What is new, to be stored. @param now epoch ms @param isLast what comes from now on lies behind a gap */
  take(now: number, isLast = false): Chunk[] {
    const left = this.#left;
    this.#left = [];
    const chunks = [...left, ...[...this.#all.values()].flatMap((recorder) => recorder.take(now, isLast))];
    if (isLast) for (const settings of this.#followed.values()) this.#beginAgain(settings);
    return chunks;
  }

  /** These are not stored. Those that are written again with what comes next may be yet; behind the others there is a gap. */
  leaveGaps(lost: readonly Chunk[]): void {
    for (const { connection, from } of lost) {
      const settings = this.#followed.get(connection);
      const recorder = this.#all.get(connection);
      if (recorder?.from === from) recorder.owe();
      else if (settings) this.#beginAgain(settings);
    }
  }

  /** Another stretch of writing: what is of another one lies beyond a gap. */
  #begin(settings: ConnectionSettings): void {
    const { newId, isAlone, now } = this.#around;
    this.#all.set(settings.id, new Recorder(settings, newId(), isAlone(), now()));
  }

  #beginAgain(settings: ConnectionSettings): void {
    this.#begin(settings);
    for (const series of this.#around.store.of(settings.id)) this.#follow(series);
  }

  #follow(series: Series): void {
    this.#all.get(series.connection)?.follow(series);
  }
}
