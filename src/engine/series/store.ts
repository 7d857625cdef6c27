import type { SeriesInfo } from '../../model/catalogue.ts';
import type { SeriesRef } from '../../model/identity.ts';
import type { EngineLimits } from '../../model/settings.ts';
import { BYTES_PER_BREAK } from './breaks.ts';
import { BYTES_PER_SERIES, Memory } from './memory.ts';
import { type Keeper, Series } from './series.ts';

export { type Follower, Series } from './series.ts';

/** Untimed replayed values kept a series. */
const HISTORY_LENGTH = 100;
/** When pages run out the largest series go down by this share of their pages before others are looked at. */
const TAKEN_SHARE = 8;

/** All series of all connections, within {@link EngineLimits}. */
export class SeriesStore implements Keeper {
  readonly memory: Memory;
  /** Called with every series that is opened from now on. */
  opened: ((series: Series) => void) | null = null;
  readonly #maxDevices: number;
  readonly #connections = new Map<string, Map<string, Map<string, Series>>>();
  readonly #all: Series[] = [];
  readonly #changed = new Set<Series>();
  /** Series that must give up pages until they have no more than `#level`. */
  #givers: Series[] = [];
  #level = 0;
  #turn = 0;
  #devices = 0;

  constructor(limits: EngineLimits) {
    this.memory = new Memory(limits);
    this.#maxDevices = limits.maxDevices;
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

  /** Bytes held by all series together: pages whether used or not, roll-ups, breaks, and what the series themselves cost. */
  get bytes(): number {
    let breaks = 0;
    for (const series of this.#all) breaks += series.breaks?.length ?? 0;
    const { pages, rollUpBytes } = this.memory;
    return pages.bytes + rollUpBytes + breaks * BYTES_PER_BREAK + this.#all.length * BYTES_PER_SERIES;
  }

  /** Samples so far that are not kept raw: gone into roll-ups to stay within bounds, or refused. */
  get evicted(): number {
    let evicted = 0;
    for (const series of this.#all) evicted += series.evicted;
    return evicted;
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
      if (unit !== '') found.unit = unit;
      return found;
    }
    if (this.#all.length >= this.memory.maxSeries) return null;
    const quantities = this.#openDevice(connection, device);
    if (quantities === null) return null;
    const series = new Series({ connection, device, quantity }, unit, kind, staleAfterMs, this);
    quantities.set(quantity, series);
    this.#all.push(series);
    this.#changed.add(series);
    this.memory.series = this.#all.length;
    this.opened?.(series);
    return series;
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

  /** Takes pages from the largest series, so that one fast series cannot starve many slow ones; keeps roll-ups to their shares. */
  makeRoom(): void {
    const { memory } = this;
    while (memory.tooManyPages) {
      if (this.#givers.length === 0) this.#chooseGivers();
      if (this.#givers.length === 0) break;
      this.#turn = (this.#turn + 1) % this.#givers.length;
      const giver = this.#givers[this.#turn];
      if (giver && giver.samples.pageCount > this.#level) giver.evict();
      else this.#givers.splice(this.#turn, 1);
    }
    if (!memory.tooManyRollUps) return;
    for (const series of this.#all) series.settle();
    memory.rollUpsSettled();
  }

  #openDevice(connection: string, device: string): Map<string, Series> | null {
    const known = this.#connections.get(connection)?.get(device);
    if (known) return known;
    if (this.#devices >= this.#maxDevices) return null;
    const devices = this.#connections.get(connection) ?? new Map<string, Map<string, Series>>();
    this.#connections.set(connection, devices);
    const quantities = new Map<string, Series>();
    devices.set(device, quantities);
    this.#devices += 1;
    return quantities;
  }

  #chooseGivers(): void {
    let most = 0;
    for (const series of this.#all) most = Math.max(most, series.samples.pageCount);
    this.#level = Math.max(1, most - Math.max(1, Math.floor(most / TAKEN_SHARE)));
    this.#givers = this.#all.filter((series) => series.samples.pageCount > this.#level);
    this.#turn = 0;
  }
}
