import type { ChartColumns } from '../../model/view.ts';
import { type Pen, type PixelMap, traceDense, traceLine, traceSteps } from './paths.ts';
import { Raster } from './raster.ts';
import { Tail } from './tail.ts';
import { seriesDash } from './theme.ts';

/** CSS pixels. */
const LINE_WIDTH = 1.5;
/** The band between minima and maxima, beside the means in full ink. A spike of one sample must be seen in it. */
const BAND_OPACITY = 0.45;
/**
 * With more points than this the lines of a chart are painted by {@link Raster}: strokes of a canvas are painted as outlines, which
 * takes a processor many times as long (docs/performance.md).
 */
const RASTER_FROM_POINTS = 1500;
/** Device pixels. Pictures larger than this take longer to hand over than lines take to stroke. */
const LARGEST_PICTURE = 1_000_000;
/** Pixels before what is painted anew where lines begin: ends that they do not have there are then not seen. */
const RUN_UP = 4;
/** More points than this for each pixel of the width are painted column by column. */
const DENSE = 1.5;

/** One line that is to be seen. */
export interface PaintedLine {
  readonly column: ChartColumns;
  readonly kind: 'number' | 'state';
  readonly colour: string;
  /** Place among all series, for its dashes. */
  readonly index: number;
  readonly map: PixelMap;
  /** Epoch ms up to which the last state is known to hold. */
  readonly heldUntil: number;
}

/** Device pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Paints the lines of one chart. Keeps a picture for its busy times. */
export class Painter {
  readonly #raster = new Raster();
  readonly #tail = new Tail();
  /** Whether {@link Painter.picture} has painted the numbers of this frame. */
  #hasPicture = false;
  /** In so many ms the picture has to be painted anew, as late samples may be missing in it; Infinity: none can be. */
  wholeInMs = Number.POSITIVE_INFINITY;

  /** The next lines answer another question than those before: nothing of the picture is kept. */
  forget(): void {
    this.#tail.forget();
  }

  /** Before anything else is on the canvas: paints busy lines, replacing what is there. */
  picture(ctx: CanvasRenderingContext2D, box: Box, lines: readonly PaintedLine[], ratio: number): void {
    const whole = wholePixels(box);
    const numbers = lines.filter(({ kind }) => kind === 'number');
    this.#hasPicture = isBusy(numbers, whole);
    this.wholeInMs = Number.POSITIVE_INFINITY;
    if (!this.#hasPicture) return;
    this.#paint(whole, numbers, ratio);
    this.#raster.show(ctx, whole.left, whole.top);
  }

  /**
   * Where the canvas shows the last frame and only lines have grown: paints their newest end over it, without what else was there.
   * @returns the part that was painted; null: nothing was, and all has to be
   */
  newest(ctx: CanvasRenderingContext2D, box: Box, lines: readonly PaintedLine[], ratio: number): Box | null {
    const whole = wholePixels(box);
    const { left, top, width, height } = whole;
    const hasOthers = lines.some(({ kind }) => kind !== 'number');
    if (!this.#hasPicture || hasOthers || !isBusy(lines, whole)) return null;
    const from = this.#paint(whole, lines, ratio);
    if (from === 0) return null;
    if (from < width) this.#raster.show(ctx, left, top, from);
    return { left: left + from, top, width: width - from, height };
  }

  /** Brings the picture up to date. @returns first column that is new */
  #paint(whole: Box, lines: readonly PaintedLine[], ratio: number): number {
    const raster = this.#raster;
    const { placed, from } = this.#begin(lines, whole);
    for (const line of placed) {
      if (line.column.means.length === 0) continue;
      raster.thickness = 0;
      raster.use(line.colour, BAND_OPACITY, []);
      traceDense(raster, line.column.times, line.column.values, line.map, false);
    }
    raster.thickness = LINE_WIDTH * ratio;
    for (const line of placed) {
      raster.use(
        line.colour,
        1,
        seriesDash(line.index).map((dash) => dash * ratio),
      );
      traceNumbers(raster, line, line.map, whole.width);
    }
    return from;
  }

  /** Readies the picture for what has to be painted of it. @returns the lines as they lie in it, and the first column that is painted */
  #begin(
    lines: readonly PaintedLine[],
    { left, top, width, height }: Box,
  ): { readonly placed: readonly PaintedLine[]; readonly from: number } {
    const [one] = lines;
    if (!one) return { placed: [], from: 0 };
    const { pixelsPerMs } = one.map;
    // Whole columns, so that what has been painted need only move.
    const first = Math.round(one.map.timeAtLeft * pixelsPerMs - (one.map.left - left));
    const picture = { width, height, pixelsPerMs, first, lines };
    const { shift, from, wholeInMs } = this.#tail.next(picture, performance.now());
    this.wholeInMs = wholeInMs;
    if (from === 0) this.#raster.begin(width, height, first);
    else this.#raster.carryOn(shift, from);
    const place = { timeAtLeft: first / pixelsPerMs, left: 0, from: (first + from - RUN_UP) / pixelsPerMs };
    return {
      placed: lines.map((line) => ({
        ...line,
        map: { ...line.map, ...place, bottom: line.map.bottom - top },
      })),
      from: shift === 0 ? from : 0,
    };
  }

  /** Over axes and limits: strokes what is not in the picture. */
  strokes(ctx: CanvasRenderingContext2D, box: Box, lines: readonly PaintedLine[], ratio: number): void {
    ctx.lineWidth = LINE_WIDTH * ratio;
    ctx.lineJoin = 'bevel';
    for (const line of lines) {
      const { column, kind, colour, index, map } = line;
      if (kind === 'number' && this.#hasPicture) continue;
      ctx.strokeStyle = colour;
      ctx.setLineDash(seriesDash(index).map((dash) => dash * ratio));
      ctx.beginPath();
      if (kind === 'state') traceSteps(ctx, column.times, column.values, map, line.heldUntil);
      else {
        if (column.means.length > 0) {
          ctx.globalAlpha = BAND_OPACITY;
          ctx.lineWidth = 1;
          traceDense(ctx, column.times, column.values, map, false);
          ctx.stroke();
          ctx.globalAlpha = 1;
          ctx.lineWidth = LINE_WIDTH * ratio;
          ctx.beginPath();
        }
        traceNumbers(ctx, line, map, box.width);
      }
      ctx.stroke();
    }
  }
}

function wholePixels({ left, top, width, height }: Box): Box {
  return {
    left: Math.round(left),
    top: Math.round(top),
    width: Math.round(width),
    height: Math.round(height),
  };
}

/** Whether lines have so many points, on so small a canvas, that a picture is faster than strokes. */
function isBusy(lines: readonly PaintedLine[], { width, height }: Box): boolean {
  const points = lines.reduce((sum, { column }) => sum + column.times.length, 0);
  return points > RASTER_FROM_POINTS && width >= 1 && height >= 1 && width * height <= LARGEST_PICTURE;
}

/** The means where there are any, else the samples. */
function traceNumbers(pen: Pen, { column }: PaintedLine, map: PixelMap, width: number): void {
  const { times, values, means, meanTimes } = column;
  if (means.length > 0) traceLine(pen, meanTimes, means, map);
  else if (times.length > DENSE * width) traceDense(pen, times, values, map);
  else traceLine(pen, times, values, map);
}
