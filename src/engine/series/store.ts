import type { SeriesInfo } from '../../model/catalogue.ts';
import type { SeriesRef } from '../../model/identity.ts';
import type { EngineLimits } from '../../model/settings.ts';
import { BYTES_PER_BREAK } from './breaks.ts';
import { BYTES_PER_LATE_LOG } from './late.ts';
import { BYTES_PER_SERIES, Memory } from './memory.ts';
import { type Keeper, Series } from './series.ts';
import { Shares } from './shares.ts';

export { type Follower, Series } from './series.ts';

/** Untimed replayed values kept a series. */
const HISTORY_LENGTH = 100;
/** When pages run out the largest series go down by this share of their pages before others are looked at. */
const TAKEN_SHARE = 8;
/** All series are looked at for what is too old. */
const EXPIRE_EVERY_MS = 10_000;
/** Kept free for each configured connection, however many the others ask for. */
const SERIES_FLOOR = 256;
const DEVICES_FLOOR = 128;

/**
 * All series of all connections, within {@link EngineLimits}. No connection can crowd the others out: each has places for series and
 * devices of its own, and when memory runs out the one that has most gives.
 */
export class SeriesStore implements Keeper {
  readonly memory: Memory;
  /** Called with every series that is opened from now on. */
  opened: ((series: Series) => void) | null = null;
  /** As {@link SeriesStore.opened}, for alarms. */
  watch: ((series: Series) => void) | null = null;
  readonly #limits: EngineLimits;
  readonly #seriesShares: Shares;
  readonly #deviceShares: Shares;
  readonly #connections = new Map<string, Map<string, Map<string, Series>>>();
  #all: Series[] = [];
  readonly #changed = new Set<Series>();
  /** Series that must give up pages until they have no more than `#level`. */
  #givers: Series[] = [];
  #level = 0;
  #turn = 0;
  #expiredAt = Number.NEGATIVE_INFINITY;

  /** @param connections ids of those configured, which have places kept for them */
  constructor(limits: EngineLimits, connections: readonly string[] = []) {
    this.#limits = limits;
    this.memory = new Memory(limits);
    this.#seriesShares = new Shares(this.memory.maxSeries, SERIES_FLOOR, connections);
    this.#deviceShares = new Shares(limits.maxDevices, DEVICES_FLOOR, connections);
  }

  /** Number of series. */
  get count(): number {
    return this.#all.length;
  }

  /** All series, in the order in which they were opened. */
  get all(): readonly Series[] {
    return this.#all;
  }

  /** Raw samples kept, of all series. */
  get samples(): number {
    let samples = 0;
    for (const series of this.#all) samples += series.samples.length;
    return samples;
  }

  /** Bytes held by all series together: pages whether used or not, roll-ups, breaks, logs of late samples, and what the series themselves cost. */
  get bytes(): number {
    let breaks = 0;
    let logs = 0;
    for (const series of this.#all) {
      breaks += series.breaks?.length ?? 0;
      logs += series.past.late === null ? 0 : 1;
    }
    const { pages, rollUpBytes } = this.memory;
    const own = this.#all.length * BYTES_PER_SERIES + logs * BYTES_PER_LATE_LOG;
    return pages.bytes + rollUpBytes + breaks * BYTES_PER_BREAK + own;
  }

  /** Samples so far that are not kept raw: gone into roll-ups to stay within bounds, or refused. */
  get evicted(): number {
    let evicted = 0;
    for (const series of this.#all) evicted += series.past.evicted;
    return evicted;
  }

  /** Of one connection's samples so far: how many are known in roll-ups only, and how many nothing is left of. */
  notRaw(connection: string): { readonly summarised: number; readonly forgotten: number } {
    let evicted = 0;
    let forgotten = 0;
    for (const series of this.#all) {
      if (series.connection !== connection) continue;
      evicted += series.past.evicted;
      forgotten += series.past.lost;
    }
    return { summarised: evicted - forgotten, forgotten };
  }

  /**
   * Finds or makes a series; null when a cap on series, devices or bytes is reached, which the caller counts. A unit that becomes
   * known later is taken over.
   */
  open(
    connection: string,
    device: string,
    quantity: string,
    unit: string,
    kind: 'number' | 'state',
    staleAfterMs: number,
  ): Series | null {
    const found = this.#connections.get(connection)?.get(device)?.get(quantity);
    if (found) {
      // What is live knows best what it is in.
      if (unit !== '' && (found.unit === '' || found.isRestored)) found.unit = unit;
      return found;
    }
    if (!this.#seriesShares.hasPlace(connection)) return null;
    const quantities = this.#openDevice(connection, device);
    if (quantities === null) return null;
    const series = new Series({ connection, device, quantity }, unit, kind, staleAfterMs, this);
    quantities.set(quantity, series);
    this.#seriesShares.take(connection);
    this.#all.push(series);
    this.#changed.add(series);
    this.memory.seriesOpened(connection);
    this.opened?.(series);
    this.watch?.(series);
    return series;
  }

  /** Gives a device its place before it has any series. False when the cap on devices is reached, which the caller counts. */
  admit(connection: string, device: string): boolean {
    return this.#openDevice(connection, device) !== null;
  }

  find(ref: SeriesRef): Series | undefined {
    return this.#connections.get(ref.connection)?.get(ref.device)?.get(ref.quantity);
  }

  /**
   * A link broke: none of these lines is bridged from the samples there are to those that will come.
   * @param time when, epoch ms by our clock
   */
  breakAt(series: Iterable<Series>, time: number): void {
    for (const one of series) one.breakAt(time);
  }

  /** Forgets all readings later than a time (epoch ms), see {@link Series.forgetAfter}; returns how many. */
  forgetAfter(time: number): number {
    let forgotten = 0;
    for (const series of this.#all) forgotten += series.forgetAfter(time);
    return forgotten;
  }

  /** Before anything is shown or handed out: what is older than the retention at this moment is not. @param now epoch ms */
  ageTo(now: number): void {
    const { maxAgeMs } = this.#limits;
    if (maxAgeMs !== undefined) this.memory.horizon = now - maxAgeMs;
  }

  /** Once a second: forgets what is older than the retention, and what nobody looks at. A recording is as old as it is. @param now epoch ms */
  expire(now: number): void {
    this.ageTo(now);
    // Below 0 the clock was set back.
    if (now - this.#expiredAt < EXPIRE_EVERY_MS && now >= this.#expiredAt) return;
    this.#expiredAt = now;
    for (const series of this.#all) series.past.forgetLate();
    const { horizon } = this.memory;
    if (horizon === Number.NEGATIVE_INFINITY) return;
    for (const series of this.#all) if (!series.isRecorded) series.expireBefore(horizon);
  }

  /** All series of one connection, in the order in which they were opened. */
  of(connection: string): readonly Series[] {
    return this.#all.filter((series) => series.connection === connection);
  }

  /** Forgets all series and devices of a connection; whoever holds one of the series finds it gone. */
  drop(connection: string): void {
    const gone = this.of(connection);
    for (const series of gone) {
      series.discard();
      this.#changed.delete(series);
    }
    this.#all = this.#all.filter((series) => !series.isGone);
    this.#givers = [];
    this.memory.connectionGone(connection);
    this.#seriesShares.giveBack(connection, gone.length);
    this.#deviceShares.giveBack(connection, this.#connections.get(connection)?.size ?? 0);
    this.#connections.delete(connection);
  }

  /** Forgets one series, because its quantity has become something else; whoever holds it finds it gone. */
  forget(series: Series): void {
    if (series.isGone) return;
    const { connection, device, quantity } = series;
    series.discard();
    this.#changed.delete(series);
    this.#all.splice(this.#all.indexOf(series), 1);
    this.#givers = [];
    this.memory.seriesGone(connection);
    this.#seriesShares.giveBack(connection, 1);
    this.#connections.get(connection)?.get(device)?.delete(quantity);
  }

  /** Values replayed without times: shown as history, never drawn. Replaces what was replayed before. */
  history(series: Series, values: readonly number[]): void {
    series.history = values.slice(-HISTORY_LENGTH);
  }

  /** Facts of series that are new or whose facts changed since the last call. */
  takeChanged(): SeriesInfo[] {
    if (this.#changed.size === 0) return [];
    const changed = Array.from(this.#changed, (series) => series.info);
    this.#changed.clear();
    return changed;
  }

  infoChanged(series: Series): void {
    this.#changed.add(series);
  }

  /**
   * Takes pages from the largest series of the connection that has most, so that neither a fast series nor a flood of them can starve
   * the others; keeps roll-ups to their shares.
   */
  makeRoom(): void {
    const { memory } = this;
    while (memory.tooManyPages) {
      if (this.#givers.length === 0) this.#chooseGivers();
      if (this.#givers.length === 0) break;
      this.#turn = (this.#turn + 1) % this.#givers.length;
      const giver = this.#givers[this.#turn];
      if (giver && giver.samples.pageCount > this.#level) giver.past.evict();
      else this.#givers.splice(this.#turn, 1);
    }
    if (!memory.tooManyRollUps) return;
    for (const series of this.#all) series.past.settle();
    memory.rollUpsSettled();
  }

  #openDevice(connection: string, device: string): Map<string, Series> | null {
    const known = this.#connections.get(connection)?.get(device);
    if (known) return known;
    if (!this.#deviceShares.hasPlace(connection)) return null;
    this.#deviceShares.take(connection);
    const devices = this.#connections.get(connection) ?? new Map<string, Map<string, Series>>();
    this.#connections.set(connection, devices);
    const quantities = new Map<string, Series>();
    devices.set(device, quantities);
    return quantities;
  }

  #chooseGivers(): void {
    const connection = this.#richest();
    const candidates = this.#all.filter((series) => series.connection === connection);
    let most = 0;
    for (const series of candidates) most = Math.max(most, series.samples.pageCount);
    this.#level = Math.max(1, most - Math.max(1, Math.floor(most / TAKEN_SHARE)));
    this.#givers = candidates.filter((series) => series.samples.pageCount > this.#level);
    this.#turn = 0;
  }

  /** The connection with most pages, of those that can give any: every series keeps one. */
  #richest(): string | undefined {
    const pages = new Map<string, number>();
    const ableToGive = new Set<string>();
    for (const { connection, samples } of this.#all) {
      pages.set(connection, (pages.get(connection) ?? 0) + samples.pageCount);
      if (samples.pageCount > 1) ableToGive.add(connection);
    }
    let richest: string | undefined;
    let most = 0;
    for (const connection of ableToGive) {
      const its = pages.get(connection) ?? 0;
      if (its <= most) continue;
      richest = connection;
      most = its;
    }
    return richest;
  }
}
