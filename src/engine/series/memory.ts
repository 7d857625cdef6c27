import type { EngineLimits } from '../../model/settings.ts';
import { BYTES_PER_BREAK } from './breaks.ts';
import { BYTES_PER_BUCKET } from './buckets.ts';
import { BYTES_PER_PAGE, PAGES_PER_SLAB, Pages } from './pages.ts';

/** What one series costs beside samples, roll-ups and breaks: its objects, its names and their places in maps. Measured, rounded up. */
export const BYTES_PER_SERIES = 600;
/** How `maxBytes` is divided. Together one. */
const FOR_SAMPLES = 3 / 4;
const FOR_ROLL_UPS = 1 / 8;
const FOR_SERIES = 3 / 32;
const FOR_BREAKS = 1 / 32;
/** Roll-ups have room to grow; this share of it is filled at least when they are at their bound. */
const FILLED = 0.7;
/** Pages a late sample may take before room is made. */
const PAGES_AHEAD = 2;
const SETTLED_SLACK = 1.25;
/** Breaks kept a series at most. */
const MOST_BREAKS = 2_000;
const LEAST_BREAKS = 8;

/** What all series together may take, and have taken. */
export class Memory {
  readonly pages = new Pages();
  readonly maxSamplesPerSeries: number;
  /** Series there may be, by number and by bytes. */
  readonly maxSeries: number;
  /** Bytes of all roll-ups. */
  rollUpBytes = 0;
  /** Live readings of before are older than the retention: not shown any more, whether they have been forgotten or not. Epoch ms. */
  horizon = Number.NEGATIVE_INFINITY;
  readonly #maxPages: number;
  readonly #maxRollUpBytes: number;
  readonly #maxBreaks: number;
  #rollUpsSettled: number;
  #series = 0;
  readonly #seriesByConnection = new Map<string, number>();

  constructor(limits: EngineLimits) {
    const { maxBytes } = limits;
    this.maxSamplesPerSeries = Math.max(2, limits.maxSamplesPerSeries);
    this.maxSeries = Math.min(limits.maxSeries, Math.floor((maxBytes * FOR_SERIES) / BYTES_PER_SERIES));
    const slabs = Math.floor((maxBytes * FOR_SAMPLES) / (PAGES_PER_SLAB * BYTES_PER_PAGE));
    this.#maxPages = Math.max(1, slabs) * PAGES_PER_SLAB - PAGES_AHEAD;
    this.#maxRollUpBytes = maxBytes * FOR_ROLL_UPS;
    this.#rollUpsSettled = this.#maxRollUpBytes;
    this.#maxBreaks = (maxBytes * FOR_BREAKS) / BYTES_PER_BREAK;
  }

  get tooManyPages(): boolean {
    return this.pages.inUse > this.#maxPages;
  }

  get tooManyRollUps(): boolean {
    return this.rollUpBytes > this.#rollUpsSettled;
  }

  /** All series have been told to keep to their share; what remains is too little to be told again soon. */
  rollUpsSettled(): void {
    this.#rollUpsSettled = Math.max(this.#maxRollUpBytes, this.rollUpBytes * SETTLED_SLACK);
  }

  seriesOpened(connection: string): void {
    this.#series += 1;
    this.#seriesByConnection.set(connection, (this.#seriesByConnection.get(connection) ?? 0) + 1);
  }

  seriesGone(connection: string): void {
    this.#series -= 1;
    this.#seriesByConnection.set(connection, (this.#seriesByConnection.get(connection) ?? 1) - 1);
  }

  connectionGone(connection: string): void {
    this.#series -= this.#seriesByConnection.get(connection) ?? 0;
    this.#seriesByConnection.delete(connection);
  }

  /** Buckets that each series of this connection may have. */
  bucketsPerSeries(connection: string): number {
    return Math.floor(((this.#maxRollUpBytes * FILLED) / BYTES_PER_BUCKET) * this.#share(connection));
  }

  /** Breaks that each series of this connection may have. */
  breaksPerSeries(connection: string): number {
    const share = Math.floor(this.#maxBreaks * this.#share(connection));
    return Math.max(LEAST_BREAKS, Math.min(MOST_BREAKS, share));
  }

  /**
   * The part of a whole that one series of this connection gets: half of the whole is shared evenly by all series, half by all
   * connections, so that one with thousands of series leaves something to the others.
   */
  #share(connection: string): number {
    const ofConnection = Math.max(1, this.#seriesByConnection.get(connection) ?? 0);
    const connections = Math.max(1, this.#seriesByConnection.size);
    return 1 / 2 / Math.max(1, this.#series) + 1 / 2 / connections / ofConnection;
  }
}
