/** Samples a page has room for. Small, so that ten thousand series with a few samples each stay cheap. */
export const PAGE_SAMPLES = 64;
/** Times are kept to a sixteenth of a millisecond: whole milliseconds exactly, in four bytes a sample. */
export const TICKS_PER_MS = 16;
/** Ticks between the first and the last sample of a page: a little over three days. */
export const LONGEST_PAGE_TICKS = 2 ** 32 - 1;

/** A page's number is `slab << PAGE_SHIFT | place`; a sample's place in its slab is `place << SAMPLE_SHIFT | sample`. */
export const PAGE_SHIFT = 6;
export const SAMPLE_SHIFT = 6;
export const PAGE_MASK = (1 << PAGE_SHIFT) - 1;
export const PAGES_PER_SLAB = 1 << PAGE_SHIFT;
const SLAB_SAMPLES = PAGES_PER_SLAB * PAGE_SAMPLES;
const BYTES_PER_SAMPLE = Uint32Array.BYTES_PER_ELEMENT + Float64Array.BYTES_PER_ELEMENT;
/** A page with its base, its fill and its number in some series. */
export const BYTES_PER_PAGE = PAGE_SAMPLES * BYTES_PER_SAMPLE + 8 + 1 + 8;

/** Moves a time to the nearest tick. Epoch ms. */
export function toTick(time: number): number {
  return Math.round(time * TICKS_PER_MS) / TICKS_PER_MS;
}

/**
 * The memory for raw samples of all series: equal pages cut from slabs. Pages given back are used again, and slabs are
 * never freed, so that memory stays flat however long samples come and go. A page's samples are in ascending order of time;
 * its base is the time of its first one.
 */
export class Pages {
  /** By slab: ticks since the page's base. */
  readonly ticks: Uint32Array[] = [];
  /** By slab. */
  readonly values: Float64Array[] = [];
  /** By page: epoch ms. */
  bases = new Float64Array(0);
  /** By page: how many samples are in it. */
  fills = new Uint8Array(0);
  /** Pages taken and not given back. */
  inUse = 0;
  readonly #free: number[] = [];

  /** Bytes of all slabs, used or not. */
  get bytes(): number {
    return this.ticks.length * PAGES_PER_SLAB * BYTES_PER_PAGE;
  }

  /** An empty page with this base. */
  take(base: number): number {
    if (this.#free.length === 0) this.#addSlab();
    const page = this.#free.pop() ?? 0;
    this.bases[page] = base;
    this.fills[page] = 0;
    this.inUse += 1;
    return page;
  }

  giveBack(page: number): void {
    this.#free.push(page);
    this.inUse -= 1;
  }

  #addSlab(): void {
    const slab = this.ticks.length;
    this.ticks.push(new Uint32Array(SLAB_SAMPLES));
    this.values.push(new Float64Array(SLAB_SAMPLES));
    const pages = this.ticks.length * PAGES_PER_SLAB;
    if (this.bases.length < pages) {
      const bases = new Float64Array(pages * 2);
      bases.set(this.bases);
      this.bases = bases;
      const fills = new Uint8Array(pages * 2);
      fills.set(this.fills);
      this.fills = fills;
    }
    for (let place = PAGES_PER_SLAB - 1; place >= 0; place--) this.#free.push((slab << PAGE_SHIFT) | place);
  }
}
