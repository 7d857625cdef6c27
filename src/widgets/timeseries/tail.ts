import type { ChartColumns } from '../../model/view.ts';
import type { PixelMap } from './paths.ts';

/** Everything is painted anew this often, ms: samples that came late lie where nothing else changes. */
const WHOLE_EVERY_MS = 500;
/** Pixels repainted left of what has changed: ends of lines reach that far. */
const MARGIN = 3;
/** Roll-ups before the newest one that may still change, or be joined to one that does. */
const OPEN_ROLL_UPS = 4;
/** Charts made together are not painted anew together. */
const APART_MS = 83;

/** How a line lies in a picture, as far as its pixels depend on it. */
interface TailLine {
  readonly column: ChartColumns;
  readonly colour: string;
  /** Place among all series. */
  readonly index: number;
  readonly map: Pick<PixelMap, 'valueAtBottom' | 'pixelsPerValue'>;
}

/** A picture of lines, apart from its pixels. */
export interface TailPicture {
  readonly width: number;
  readonly height: number;
  readonly pixelsPerMs: number;
  /** Pixels from the epoch to the left edge. */
  readonly first: number;
  readonly lines: readonly TailLine[];
}

/** What of a picture has to be painted: it moves to the left by `shift` pixels, and from the column `from` on it is new. */
export interface TailWork {
  readonly shift: number;
  readonly from: number;
}

interface PaintedLine extends Omit<TailLine, 'column'> {
  readonly lastTime: number;
  /** Up to here nothing will change but by late samples, epoch ms. */
  readonly settled: number;
}

interface Painted extends Omit<TailPicture, 'lines'> {
  readonly lines: readonly PaintedLine[];
}

let made = 0;

/**
 * Knows how little of a picture has to be painted anew: of a live window only its newest end, while the rest moves to the left. That
 * is what a day's window costs no more than a minute's for.
 */
export class Tail {
  #painted: Painted | null = null;
  #wholeAt: number;

  constructor() {
    this.#wholeAt = -(made++ * APART_MS) % WHOLE_EVERY_MS;
  }

  /**
   * Tells what to paint, and takes it as painted.
   * @param now ms, of any clock that runs on
   */
  next(picture: TailPicture, now: number): TailWork {
    const before = this.#painted;
    this.#painted = { ...picture, lines: picture.lines.map(toPainted) };
    const work = before && now - this.#wholeAt < WHOLE_EVERY_MS ? workBetween(before, picture) : null;
    if (work) return work;
    this.#wholeAt = before === null ? this.#wholeAt + now : now;
    return { shift: 0, from: 0 };
  }
}

function toPainted({ column, colour, index, map }: TailLine): PaintedLine {
  const { lastTime, means, meanTimes } = column;
  const settled = means.length === 0 ? lastTime : (meanTimes.at(-OPEN_ROLL_UPS) ?? Number.NEGATIVE_INFINITY);
  return { colour, index, map, lastTime, settled };
}

/** Null: everything. */
function workBetween(before: Painted, picture: TailPicture): TailWork | null {
  const { width, height, pixelsPerMs, first, lines } = picture;
  const shift = first - before.first;
  if (width !== before.width || height !== before.height || pixelsPerMs !== before.pixelsPerMs) return null;
  if (shift < 0 || shift >= width || lines.length !== before.lines.length) return null;
  let from = width - shift;
  for (const [i, line] of lines.entries()) {
    const was = before.lines[i];
    if (
      !was ||
      was.index !== line.index ||
      was.colour !== line.colour ||
      was.map.valueAtBottom !== line.map.valueAtBottom ||
      was.map.pixelsPerValue !== line.map.pixelsPerValue
    ) {
      return null;
    }
    // Both are NaN where there has been no reading.
    if (Object.is(line.column.lastTime, was.lastTime)) continue;
    const settled = Math.floor(was.settled * pixelsPerMs - first) - MARGIN;
    if (!(settled > 0)) return null;
    from = Math.min(from, settled);
  }
  return { shift, from: Math.max(0, from - MARGIN) };
}
