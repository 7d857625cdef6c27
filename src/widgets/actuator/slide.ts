/** Further above or below than this the pointer has left the slider, px. */
const AWAY_PX = 56;

interface Drag {
  readonly pointer: number;
  readonly from: number;
  readonly top: number;
  readonly bottom: number;
  value: number;
  isAway: boolean;
  /** By a key, or by the browser: it stays so until the pointer is let go. */
  isWithdrawn: boolean;
}

/**
 * One drag of a slider's thumb, from the pointer going down to its being let go. Nothing is ordered on the way, and nothing at all where it is let go where
 * it began, far above or below, or after it was withdrawn.
 */
export class Slide {
  #drag: Drag | null = null;

  /** What is dragged to would not be ordered as things are. */
  get isGivenUp(): boolean {
    return this.#drag?.isAway === true || this.#drag?.isWithdrawn === true;
  }

  /**
   * @param from what was shown when the pointer went down
   * @param box where the slider is, in the pointer's coordinates
   * @returns whether it was begun: a second finger begins nothing
   */
  begin(pointer: number, from: number, box: { readonly top: number; readonly bottom: number }): boolean {
    if (this.#drag) return false;
    const { top, bottom } = box;
    this.#drag = { pointer, from, top, bottom, value: from, isAway: false, isWithdrawn: false };
    return true;
  }

  /** The thumb is at this value now. @returns the value to show; null: the one of before the drag */
  at(value: number): number | null {
    if (this.#drag) this.#drag.value = value;
    return this.shown(value);
  }

  /** The pointer is at this height. @returns whether that has given it up, or taken that back */
  move(pointer: number, y: number): boolean {
    const drag = this.#drag;
    if (drag?.pointer !== pointer) return false;
    const wasGivenUp = this.isGivenUp;
    drag.isAway = y < drag.top - AWAY_PX || y > drag.bottom + AWAY_PX;
    return wasGivenUp !== this.isGivenUp;
  }

  /** The value to show; null: the one of before the drag. */
  shown(value = this.#drag?.value ?? null): number | null {
    return this.isGivenUp ? null : value;
  }

  /** Escape, or the browser took the pointer for something else. */
  withdraw(): void {
    if (this.#drag) this.#drag.isWithdrawn = true;
  }

  /** The pointer was let go. @returns what to order, null for nothing; undefined where this pointer drags nothing */
  end(pointer: number): number | null | undefined {
    const drag = this.#drag;
    if (drag?.pointer !== pointer) return undefined;
    const ordered = this.isGivenUp || drag.value === drag.from ? null : drag.value;
    this.#drag = null;
    return ordered;
  }

  /** Nobody can let it go any more. */
  drop(): void {
    this.#drag = null;
  }
}
