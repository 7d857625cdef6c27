import type { ChartColumns } from '../../model/view.ts';
import type { PixelMap } from './paths.ts';

/** What was painted in part is painted anew as a whole this often, ms: samples that came late lie where nothing else changes. */
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
  /** In so many ms all has to be painted anew, as late samples may have been left out; Infinity: none can have been. */
  readonly wholeInMs: number;
}

interface PaintedLine extends TailLine {
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
  /** All that is known of the lines has been painted. */
  #isWhole = false;
  /** Number of the half second in which all was painted last. */
  #turn = Number.NaN;
  readonly #apart = (made++ * APART_MS) % WHOLE_EVERY_MS;

  /** What was painted has nothing to do with the next picture, however alike they are. */
  forget(): void {
    this.#painted = null;
  }

  /**
   * Tells what to paint, and takes it as painted.
   * @param now ms, of any clock that runs on
   */
  next(picture: TailPicture, now: number): TailWork {
    const before = this.#painted;
    this.#painted = { ...picture, lines: picture.lines.map(toPainted) };
    const turns = (now + this.#apart) / WHOLE_EVERY_MS;
    const turn = Math.floor(turns);
    const part = before && turn === this.#turn ? partBetween(before, picture) : null;
    if (!part) {
      this.#turn = turn;
      this.#isWhole = true;
      return { shift: 0, from: 0, wholeInMs: Number.POSITIVE_INFINITY };
    }
    this.#isWhole &&= picture.lines.every(({ column }, i) => column === before?.lines[i]?.column);
    const wholeInMs = this.#isWhole ? Number.POSITIVE_INFINITY : (turn + 1 - turns) * WHOLE_EVERY_MS;
    return { ...part, wholeInMs };
  }
}

function toPainted({ column, colour, index, map }: TailLine): PaintedLine {
  const { lastTime, means, meanTimes } = column;
  const settled = means.length === 0 ? lastTime : (meanTimes.at(-OPEN_ROLL_UPS) ?? Number.NEGATIVE_INFINITY);
  return { column, colour, index, map, lastTime, settled };
}

/** Null: everything. */
function partBetween(before: Painted, picture: TailPicture): Omit<TailWork, 'wholeInMs'> | null {
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
