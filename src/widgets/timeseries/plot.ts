import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartColumns } from '../../model/view.ts';
import { type Axis, type AxisSeries, areUnitsKnown, limitsOf, rangeOf, toAxes } from './axes.ts';
import { labelledAxes, labelUnits, paintGrid } from './axis-labels.ts';
import type { Limit } from './limit-option.ts';
import { nameLimits, nameUndrawn, paintLimits } from './limits.ts';
import { type Box, type PaintedLine, Painter } from './paint.ts';
import type { PixelMap } from './paths.ts';
import { heldUntil } from './readout.ts';
import type { ChartTheme } from './theme.ts';

/** What drawing a series needs to know of it. */
export interface PlotSeries extends AxisSeries {
  /** How long a state is taken to hold after its last report, ms. */
  readonly staleAfterMs: number;
}

/** Paints over the lines. `ratio`: device pixels a CSS pixel. */
export type Decoration = (
  ctx: CanvasRenderingContext2D,
  box: Box,
  map: PixelMap,
  theme: ChartTheme,
  ratio: number,
) => void;

/** Axes, grid and lines on one canvas. Knows nothing of the engine, of time passing, or of React. */
export interface Plot {
  readonly canvas: HTMLCanvasElement;
  /** Width of the drawing area in device pixels. */
  width(): number;
  /**
   * Paints `columns` (in the order of the series) for the window `from`…`to`, epoch ms.
   * @returns in how many ms to draw again, though nothing else calls for it: what came late is painted then. Infinity: never
   */
  draw(from: number, to: number, columns: readonly ChartColumns[], now: number): number;
  /** The next columns answer another question: nothing that has been painted is kept. */
  forget(): void;
  resize(width: number, height: number): void;
  /** Time under the mouse, epoch ms; null when it is elsewhere. */
  pointedTime(): number | null;
  /** Shows the cursor at a time; null: nowhere. Not while the mouse is on this very plot. */
  showCursor(time: number | null): void;
  /** Lines that are neither drawn nor reckoned with on the axes, by index. */
  hide(hidden: ReadonlySet<number>): void;
  /** What is painted over the lines from the next drawing on. */
  decorate(decoration: Decoration | null): void;
  /** Lines and bands of limits, from the next drawing on; those that there is no axis for are only named. @returns how many of them there is an axis for */
  limit(limits: readonly Limit[]): number;
  /** Marks a part of the drawing area, CSS pixels from its left; null: none. */
  select(part: { readonly left: number; readonly width: number } | null): void;
  /** Where the drawing area lies on screen, CSS pixels. */
  area(): { readonly left: number; readonly width: number };
  destroy(): void;
}

/** CSS pixels. */
const TOP = 24;
const RIGHT = 12;
/** Where uPlot's cursor is not seen. */
const NOWHERE = -10;

/**
 * Makes the chart inside `host`. uPlot provides canvas, axes, grid and cursor; the lines are painted from the
 * columns as they came from the engine, each series with times of its own, so nothing is joined or copied.
 * @param theme asked at every drawing, so that a new theme needs only a redraw
 * @param onCursor called after the cursor moved
 */
export function createPlot(
  host: HTMLElement,
  series: readonly PlotSeries[],
  size: { readonly width: number; readonly height: number },
  theme: () => ChartTheme,
  onCursor: () => void,
): Plot {
  const axes = toAxes(series);
  let columns: readonly ChartColumns[] = [];
  let hidden: ReadonlySet<number> = new Set();
  let decoration: Decoration | null = null;
  /** In the order of the axes. */
  let limits: readonly (readonly Limit[])[] = [];
  let undrawn: readonly Limit[] = [];
  let drawnAt = 0;
  /** The mouse is on this plot. */
  let isPointed = false;
  let hasCursor = false;
  let lines: readonly PaintedLine[] = [];
  /** What the canvas shows besides the lines; null: nothing that they could be painted over. */
  let shown: { readonly from: number; readonly to: number; readonly theme: ChartTheme } | null = null;
  const painter = new Painter();
  const { scale } = theme();
  /** Device pixels for a CSS pixel as it is on a desk. */
  const ratio = () => uPlot.pxRatio * scale;

  function mapOf(u: uPlot, axis: Axis): PixelMap | null {
    const { bbox } = u;
    const time = u.scales.x;
    const value = u.scales[axis.key];
    if (time?.min === undefined || time.max === undefined) return null;
    if (value?.min === undefined || value.max === undefined) return null;
    return {
      timeAtLeft: time.min,
      left: bbox.left,
      pixelsPerMs: bbox.width / (time.max - time.min),
      valueAtBottom: value.min,
      bottom: bbox.top + bbox.height,
      pixelsPerValue: bbox.height / (value.max - value.min),
    };
  }

  function linesOf(u: uPlot): PaintedLine[] {
    const { ink, series: colours } = theme();
    return axes.flatMap((axis) => {
      const map = mapOf(u, axis);
      return axis.members.flatMap((index) => {
        const column = columns[index];
        const one = series[index];
        if (!map || !column || !one || hidden.has(index)) return [];
        const colour = colours[index % colours.length] ?? ink;
        const edge = u.scales.x?.max ?? Number.POSITIVE_INFINITY;
        const held = Math.min(edge, heldUntil(column, one.staleAfterMs, drawnAt));
        return [{ column, kind: one.kind, colour, index, map, heldUntil: held }];
      });
    });
  }

  function paintPicture(u: uPlot): void {
    lines = linesOf(u);
    painter.picture(u.ctx, u.bbox, lines, ratio());
    grid(u);
  }

  function grid(u: uPlot): void {
    const [first] = axes;
    const map = first ? mapOf(u, first) : null;
    if (first && map) paintGrid(u.ctx, u.bbox, first, map, theme());
  }

  function limitsBy(u: uPlot, paintThem: typeof paintLimits): void {
    for (const [index, axis] of axes.entries()) {
      const map = mapOf(u, axis);
      if (map) paintThem(u.ctx, u.bbox, map, limits[index] ?? [], theme(), ratio());
    }
  }

  /** What lies over the picture, inside of the axes. */
  function paintInside(u: uPlot): void {
    const { ctx, bbox } = u;
    limitsBy(u, paintLimits);
    painter.strokes(ctx, bbox, lines, ratio());
    const [first] = axes;
    const map = decoration && first ? mapOf(u, first) : null;
    if (map) decoration?.(ctx, bbox, map, theme(), ratio());
    limitsBy(u, nameLimits);
    nameUndrawn(ctx, bbox, undrawn, theme(), ratio());
  }

  function paint(u: uPlot): void {
    const { ctx, bbox } = u;
    ctx.save();
    labelUnits(ctx, bbox, axes, theme(), ratio());
    clipTo(ctx, bbox);
    paintInside(u);
    ctx.restore();
  }

  /**
   * Most display frames change no more of a busy chart than a few pixels at the right: they are painted alone, without axes and their
   * texts. False where that is not enough.
   */
  function paintNewest(u: uPlot, from: number, to: number): boolean {
    if (shown?.from !== from || shown.to !== to || shown.theme !== theme()) return false;
    for (const axis of axes) {
      const before = axis.range;
      const [min, max] = rangeOf(axis, columns, hidden);
      if (min !== before?.min || max !== before.max) return false;
    }
    lines = linesOf(u);
    const part = painter.newest(u.ctx, u.bbox, lines, ratio());
    if (!part) return false;
    if (part.width <= 0) return true;
    u.ctx.save();
    clipTo(u.ctx, part);
    grid(u);
    paintInside(u);
    u.ctx.restore();
    return true;
  }

  const none = { show: false };
  const plot = new uPlot(
    {
      ...size,
      ms: 1,
      series: [{}],
      legend: none,
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      cursor: { y: false, points: none, drag: { x: false, y: false, setScale: false } },
      padding: [TOP * scale, axes.length > 1 ? 0 : RIGHT * scale, 0, 0],
      scales: {
        x: { time: true },
        ...Object.fromEntries(
          axes.map((axis) => [axis.key, { range: () => rangeOf(axis, columns, hidden) }]),
        ),
      },
      axes: labelledAxes(axes, theme),
      hooks: { drawClear: [paintPicture], draw: [paint], setCursor: [() => isPointed && onCursor()] },
    },
    [[0, 1]],
    host,
  );

  // uPlot's own word for it would take a cursor that was only shown for the mouse.
  plot.over.addEventListener('mouseenter', () => {
    isPointed = true;
    hasCursor = true;
  });
  plot.over.addEventListener('mouseleave', () => {
    isPointed = false;
    onCursor();
  });
  const selection = document.createElement('div');
  selection.dataset.selection = '';
  selection.hidden = true;
  plot.over.append(selection);

  return {
    canvas: plot.ctx.canvas,
    width: () => Math.max(1, Math.round(plot.bbox.width)),
    draw(from, to, next, now) {
      columns = next;
      drawnAt = now;
      if (!paintNewest(plot, from, to)) {
        // Setting the time scale ranges the value scales anew and redraws, within this call.
        plot.batch(() => plot.setScale('x', { min: from, max: to }));
        shown = { from, to, theme: theme() };
      }
      return painter.wholeInMs;
    },
    forget: () => painter.forget(),
    resize(width, height) {
      shown = null;
      plot.setSize({ width, height });
    },
    pointedTime: () =>
      isPointed && plot.cursor.left !== undefined ? plot.posToVal(plot.cursor.left, 'x') : null,
    showCursor(time) {
      // Looking at what is not shown would have the page laid out.
      if (isPointed || (time === null && !hasCursor)) return;
      hasCursor = time !== null;
      const left = time === null ? NOWHERE : plot.valToPos(time, 'x');
      const { width } = plot.over.getBoundingClientRect();
      plot.setCursor({ left: left >= 0 && left <= width ? left : NOWHERE, top: 0 }, false);
    },
    hide(next) {
      shown = null;
      hidden = next;
    },
    decorate(next) {
      shown = null;
      decoration = next;
    },
    limit(next) {
      shown = null;
      const areKnown = areUnitsKnown(series);
      const placed = (some: readonly Limit[]) => axes.map((axis) => limitsOf(axis, axes, some, areKnown));
      limits = placed(next);
      // Of a chart that shows nothing yet it is said what it waits for.
      const isEmpty = series.every(({ isUnheard }) => isUnheard);
      undrawn = isEmpty ? [] : next.filter((one) => placed([one]).flat().length === 0);
      return limits.flat().length;
    },
    select(part) {
      selection.hidden = part === null;
      selection.style.left = `${part?.left ?? 0}px`;
      selection.style.width = `${part?.width ?? 0}px`;
    },
    area() {
      const { left, width } = plot.over.getBoundingClientRect();
      return { left, width };
    },
    destroy: () => plot.destroy(),
  };
}

function clipTo(ctx: CanvasRenderingContext2D, { left, top, width, height }: Box): void {
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
}
