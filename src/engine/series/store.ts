import type { SeriesInfo } from '../../model/catalogue.ts';
import type { SeriesRef } from '../../model/identity.ts';
import type { EngineLimits } from '../../model/settings.ts';
import { Series } from './series.ts';

export { Series } from './series.ts';

/** Untimed replayed values kept a series. */
const HISTORY_LENGTH = 100;
/** Bytes a series costs beside its columns, roughly: object, maps, names. */
const BYTES_PER_SERIES = 600;
/** How many samples may come in between two looks at the total. */
const LOOK_EVERY = 4096;

/** All series of all connections, within {@link EngineLimits}. */
export class SeriesStore {
  readonly #limits: EngineLimits;
  readonly #connections = new Map<string, Map<string, Map<string, Series>>>();
  readonly #all: Series[] = [];
  readonly #told = new Map<Series, number>();
  #devices = 0;

  constructor(limits: EngineLimits) {
    this.#limits = limits;
  }

  /** Number of series. */
  get count(): number {
    return this.#all.length;
  }

  /** Bytes held by all series together. */
  get bytes(): number {
    let bytes = this.#all.length * BYTES_PER_SERIES;
    for (const series of this.#all) bytes += series.bytes;
    return bytes;
  }

  /** Samples thrown away so far to stay within bounds. */
  get evicted(): number {
    let evicted = 0;
    for (const series of this.#all) evicted += series.evicted;
    return evicted;
  }

  /** Finds or makes a series; null when a cap on series or devices is reached, which the caller counts. */
  open(
    connection: string,
    device: string,
    quantity: string,
    unit: string,
    kind: 'number' | 'state',
    staleAfterMs: number,
  ): Series | null {
    const found = this.#connections.get(connection)?.get(device)?.get(quantity);
    if (found) return found;
    if (this.#all.length >= this.#limits.maxSeries) return null;
    let devices = this.#connections.get(connection);
    if (!devices) {
      devices = new Map();
      this.#connections.set(connection, devices);
    }
    let quantities = devices.get(device);
    if (!quantities) {
      if (this.#devices >= this.#limits.maxDevices) return null;
      this.#devices += 1;
      quantities = new Map();
      devices.set(device, quantities);
    }
    const identity = { connection, device, quantity };
    const series = new Series(identity, unit, kind, staleAfterMs, this.#limits.maxSamplesPerSeries);
    quantities.set(quantity, series);
    this.#all.push(series);
    return series;
  }

  find(ref: SeriesRef): Series | undefined {
    return this.#connections.get(ref.connection)?.get(ref.device)?.get(ref.quantity);
  }

  /** A break of the link: none of these lines is bridged over this time. */
  breakAt(series: Iterable<Series>, time: number): void {
    for (const one of series) one.breakAt(time);
  }

  /** Values replayed without times: shown as history, never drawn. Replaces what was replayed before. */
  history(series: Series, values: readonly number[]): void {
    series.history = values.slice(-HISTORY_LENGTH);
    series.infoVersion += 1;
    series.version += 1;
  }

  /** Facts of series that are new or whose facts changed since the last call. Enforces the limit on bytes on the way. */
  takeChanged(): SeriesInfo[] {
    this.#enforceBytes();
    const changed: SeriesInfo[] = [];
    for (const series of this.#all) {
      if (this.#told.get(series) === series.infoVersion) continue;
      this.#told.set(series, series.infoVersion);
      changed.push(series.info);
    }
    return changed;
  }

  /** Takes from the longest series first, so that one fast series cannot starve many slow ones. */
  #enforceBytes(): void {
    let over = this.bytes - this.#limits.maxBytes;
    if (over <= 0) return;
    const longest = [...this.#all].sort((a, b) => b.bytes - a.bytes);
    for (const series of longest) {
      if (over <= 0) return;
      const before = series.bytes;
      series.evict(Math.max(LOOK_EVERY, series.length >> 1));
      over -= before - series.bytes;
    }
  }
}
