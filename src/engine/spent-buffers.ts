/** Buffers kept at most: more than the charts of a large dashboard have on their way. */
const MOST = 64;
/** A buffer is not used for what needs less than this share of it, so that small answers do not keep large ones. */
const LEAST_USE = 0.25;
/** Room is taken in steps of so many bytes, so that an answer that has grown by a point still fits. */
const STEP = 16_384;

/**
 * Memory of answers that the page has drawn and handed back. Taken anew sixty times a second, its pages cost more to be cleared than
 * the columns in them to be written.
 */
export class SpentBuffers {
  #kept: ArrayBuffer[] = [];

  give(buffers: readonly ArrayBuffer[]): void {
    for (const buffer of buffers)
      if (buffer.byteLength > 0 && this.#kept.length < MOST) this.#kept.push(buffer);
  }

  /** One of so many bytes at least, with anything in it. */
  take(bytes: number): ArrayBuffer {
    const at = this.#kept.findIndex(
      ({ byteLength }) => byteLength >= bytes && byteLength * LEAST_USE <= Math.max(bytes, STEP),
    );
    const [found] = at < 0 ? [] : this.#kept.splice(at, 1);
    return found ?? new ArrayBuffer(Math.ceil(bytes / STEP) * STEP);
  }

  /** Gives what is kept back to the system. */
  clear(): void {
    this.#kept = [];
  }
}
