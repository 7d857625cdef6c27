import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartColumns } from '../../model/view.ts';
import { timeLabels, valueLabels } from './format.ts';
import { type PixelMap, traceLine, traceSteps } from './paths.ts';
import { axisKeys, STATE_RANGE, settledRange, type ValueRange } from './scales.ts';
import { type ChartTheme, seriesDash } from './theme.ts';

/** What drawing a series needs to know of it. */
export interface PlotSeries {
  readonly quantity: string;
  readonly unit: string;
  readonly kind: 'number' | 'state';
  readonly decimals: number;
  /** How long a state is taken to hold after its last report, ms. */
  readonly staleAfterMs: number;
}

/** Axes, grid and lines on one canvas. Knows nothing of the engine, of time passing, or of React. */
export interface Plot {
  readonly canvas: HTMLCanvasElement;
  /** Width of the drawing area in device pixels. */
  width(): number;
  /** Paints `columns` (in the order of the series) for the window `from`…`to`, epoch ms. */
  draw(from: number, to: number, columns: readonly ChartColumns[], now: number): void;
  resize(width: number, height: number): void;
  /** Time under the cursor, epoch ms; null when it is elsewhere. */
  cursorTime(): number | null;
  destroy(): void;
}

/** CSS pixels. */
const LINE_WIDTH = 1.5;
const X_AXIS_HEIGHT = 24;
const TOP = 24;
const RIGHT = 12;
const LABEL_CHARACTER = 6.5;
const AXIS_GAP = 6;
/** In windows shorter than this the time labels have seconds and need more room. */
const SECONDS_UP_TO_MS = 150_000;

interface Axis {
  readonly key: string;
  readonly unit: string;
  readonly state: boolean;
  readonly resolution: number;
  readonly members: readonly number[];
  range: ValueRange | null;
  /** Widest labels seen, CSS pixels: an axis that shrank again would move the whole chart. */
  width: number;
}

function toAxes(series: readonly PlotSeries[]): readonly Axis[] {
  const keys = axisKeys(series);
  return [...new Set(keys)].map((key) => {
    const members = keys.flatMap((one, index) => (one === key ? [index] : []));
    const of = members.flatMap((index) => series[index] ?? []);
    return {
      key,
      unit: of.find((one) => one.unit !== '')?.unit ?? '',
      state: of[0]?.kind === 'state',
      resolution: 10 ** -Math.max(0, ...of.map((one) => one.decimals)),
      members,
      range: null,
      width: 0,
    };
  });
}

function extreme(axis: Axis, columns: readonly ChartColumns[], side: 'min' | 'max'): number {
  let found = Number.NaN;
  for (const index of axis.members) {
    const value = columns[index]?.[side] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(found) || (side === 'min' ? value < found : value > found)) found = value;
  }
  return found;
}

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
  let drawnAt = 0;

  function paint(u: uPlot): void {
    const { ctx, bbox } = u;
    const time = u.scales.x;
    if (time?.min === undefined || time.max === undefined) return;
    const { ink, series: colours, font } = theme();
    ctx.save();
    labelUnits(ctx, u, ink, font);
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.lineWidth = LINE_WIDTH * uPlot.pxRatio;
    ctx.lineJoin = 'bevel';
    for (const axis of axes) {
      const value = u.scales[axis.key];
      if (value?.min === undefined || value.max === undefined) continue;
      const map: PixelMap = {
        timeAtLeft: time.min,
        left: bbox.left,
        pixelsPerMs: bbox.width / (time.max - time.min),
        valueAtBottom: value.min,
        bottom: bbox.top + bbox.height,
        pixelsPerValue: bbox.height / (value.max - value.min),
      };
      for (const index of axis.members) {
        const column = columns[index];
        const one = series[index];
        if (!column || !one) continue;
        ctx.strokeStyle = colours[index % colours.length] ?? ink;
        ctx.setLineDash(seriesDash(index).map((dash) => dash * uPlot.pxRatio));
        ctx.beginPath();
        if (one.kind === 'state') {
          const held = Math.min(drawnAt, column.lastTime + Math.max(0, one.staleAfterMs), time.max);
          traceSteps(ctx, column.times, column.values, map, held);
        } else traceLine(ctx, column.times, column.values, map);
        ctx.stroke();
      }
    }
    ctx.restore();
  }

  /** Each unit stands above its axis, left and right. */
  function labelUnits(ctx: CanvasRenderingContext2D, u: uPlot, ink: string, font: string): void {
    ctx.font = font.replace(/^\d+px/, `${11 * uPlot.pxRatio}px`);
    ctx.fillStyle = ink;
    ctx.textBaseline = 'alphabetic';
    const y = u.bbox.top - 12 * uPlot.pxRatio;
    for (const [index, { unit }] of axes.slice(0, 2).entries()) {
      ctx.textAlign = index === 0 ? 'right' : 'left';
      const edge = index === 0 ? u.bbox.left - AXIS_GAP * uPlot.pxRatio : u.bbox.left + u.bbox.width + 6;
      if (index === 0 && ctx.measureText(unit).width > edge) {
        ctx.textAlign = 'left';
        ctx.fillText(unit, 2, y);
      } else ctx.fillText(unit, edge, y);
    }
  }

  function rangeOf(axis: Axis): [number, number] {
    axis.range = axis.state
      ? STATE_RANGE
      : settledRange(
          axis.range,
          extreme(axis, columns, 'min'),
          extreme(axis, columns, 'max'),
          axis.resolution,
        );
    return [axis.range.min, axis.range.max];
  }

  const lines = { stroke: () => theme().hairline, width: 1 };
  const none = { show: false };
  const shared = { font: theme().font, stroke: () => theme().ink, ticks: none, border: none };
  const plot = new uPlot(
    {
      ...size,
      ms: 1,
      series: [{}],
      legend: none,
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      cursor: { y: false, points: none, drag: { x: false, y: false, setScale: false } },
      padding: [TOP, axes.length > 1 ? 0 : RIGHT, 0, 0],
      scales: {
        x: { time: true },
        ...Object.fromEntries(axes.map((axis) => [axis.key, { range: () => rangeOf(axis) }])),
      },
      axes: [
        {
          ...shared,
          size: X_AXIS_HEIGHT,
          gap: AXIS_GAP,
          space: (_u, _axis, from, to) => (to - from < SECONDS_UP_TO_MS ? 76 : 54),
          grid: none,
          values: (_u, splits, _axis, _space, increment) => timeLabels(splits, increment),
        },
        // A third unit and those after it are drawn to a scale of their own without an axis; the legend tells them.
        ...axes.slice(0, 2).map(
          (axis, index): uPlot.Axis => ({
            ...shared,
            scale: axis.key,
            side: index === 0 ? 3 : 1,
            gap: AXIS_GAP,
            space: 26,
            grid: index === 0 ? lines : none,
            size: (_u, labels) => {
              const longest = Math.max(2, ...(labels ?? []).map((label) => label.length));
              axis.width = Math.max(axis.width, Math.ceil(longest * LABEL_CHARACTER) + AXIS_GAP + 2);
              return axis.width;
            },
            ...(axis.state
              ? { splits: [0, 1], values: ['off', 'on'] }
              : { values: (_u, splits, _axis, _space, increment) => valueLabels(splits, increment) }),
          }),
        ),
      ],
      hooks: { draw: [paint], setCursor: [onCursor] },
    },
    [[0, 1]],
    host,
  );

  return {
    canvas: plot.ctx.canvas,
    width: () => Math.max(1, Math.round(plot.bbox.width)),
    draw(from, to, next, now) {
      columns = next;
      drawnAt = now;
      // Setting the time scale ranges the value scales anew and redraws, within this call.
      plot.batch(() => plot.setScale('x', { min: from, max: to }));
    },
    resize: (width, height) => plot.setSize({ width, height }),
    cursorTime() {
      const { left } = plot.cursor;
      return left === undefined || left < 0 ? null : plot.posToVal(left, 'x');
    },
    destroy: () => plot.destroy(),
  };
}
