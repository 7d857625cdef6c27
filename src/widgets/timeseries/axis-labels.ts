import uPlot from 'uplot';
import { t } from '../../ui/text.ts';
import type { Axis } from './axes.ts';
import { timeLabels, valueLabels } from './format.ts';
import type { PixelMap } from './paths.ts';
import type { ChartTheme } from './theme.ts';
import { timeTicks } from './time-ticks.ts';
import { valueTicks } from './value-ticks.ts';

/** Axes that are drawn. A third unit and those after it are drawn to a scale of their own without an axis; the legend tells them. */
const DRAWN = 2;
/** CSS pixels. */
const X_AXIS_HEIGHT = 24;
const LABEL_CHARACTER = 6.5;
const AXIS_GAP = 6;
/** In windows shorter than this the time labels have seconds and need more room. */
const SECONDS_UP_TO_MS = 150_000;
const LABEL_GAP = 22;
/** Between two values that are labelled, at least, where there is room; and what one label takes where there is not. */
const VALUE_SPACE = 26;
const LABEL_HEIGHT = 14;
const STATE_TICKS = { values: [0, 1], increment: 1 } as const;

/** Room for one time label of a window this long, CSS pixels: some languages write AM and PM. */
function labelSpace(spanMs: number): number {
  // At no round time: a day's name says nothing of how long a time is.
  const [sample = ''] = timeLabels([1], spanMs < SECONDS_UP_TO_MS ? 1000 : 60_000);
  return sample.length * LABEL_CHARACTER + LABEL_GAP;
}

/** Labels without those that would be cut off at the edges. */
function uncut(u: uPlot, splits: readonly number[], labels: readonly string[], scale: number): string[] {
  const room = u.bbox.left / uPlot.pxRatio;
  return labels.map((label, i) => {
    const middle = room + u.valToPos(splits[i] ?? 0, 'x');
    const half = (label.length * LABEL_CHARACTER * scale) / 2;
    return middle < half || middle + half > u.width ? '' : label;
  });
}

/** uPlot's axes: time below, the first value axis left, the second right. @param theme asked at every drawing */
export function labelledAxes(axes: readonly Axis[], theme: () => ChartTheme): uPlot.Axis[] {
  const { scale, font } = theme();
  const none = { show: false };
  const shared = { font, stroke: () => theme().ink, ticks: none, border: none, grid: none };
  return [
    {
      ...shared,
      size: X_AXIS_HEIGHT * scale,
      gap: AXIS_GAP * scale,
      space: (_u, _axis, from, to) => labelSpace(to - from) * scale,
      splits: (_u, _axis, from, to, increment) => timeTicks(from, to, increment),
      values: (u, splits, _axis, _space, increment) => uncut(u, splits, timeLabels(splits, increment), scale),
    },
    ...axes.slice(0, DRAWN).map(
      (axis, index): uPlot.Axis => ({
        ...shared,
        scale: axis.key,
        side: index === 0 ? 3 : 1,
        gap: AXIS_GAP * scale,
        space: VALUE_SPACE * scale,
        size: (_u, labels) => {
          const longest = Math.max(2, ...(labels ?? []).map((label) => label.length));
          const room = Math.ceil(longest * LABEL_CHARACTER) + AXIS_GAP + 2;
          axis.width = Math.max(axis.width, room * scale);
          return axis.width;
        },
        splits: (u, _axis, from, to, increment) => {
          const labels = u.bbox.height / uPlot.pxRatio / (LABEL_HEIGHT * scale);
          const ticks = axis.state ? STATE_TICKS : valueTicks(from, to, increment, labels);
          axis.increment = ticks.increment;
          return [...ticks.values];
        },
        values: (_u, splits) => {
          axis.splits = splits;
          return axis.state ? [t('off'), t('on')] : valueLabels(splits, axis.increment);
        },
      }),
    ),
  ];
}

/** A hairline at each labelled value of the first axis. */
export function paintGrid(
  ctx: CanvasRenderingContext2D,
  { left, width }: Pick<uPlot.BBox, 'left' | 'width'>,
  { splits }: Axis,
  map: PixelMap,
  theme: ChartTheme,
): void {
  const thickness = Math.max(1, Math.round(uPlot.pxRatio));
  // uPlot remembers what it has set last, and would write along its axes in this colour.
  ctx.save();
  ctx.fillStyle = theme.hairline;
  for (const value of splits) {
    const y = Math.round(map.bottom - (value - map.valueAtBottom) * map.pixelsPerValue);
    ctx.fillRect(left, y - Math.floor(thickness / 2), width, thickness);
  }
  ctx.restore();
}

/** Writes each unit above its axis, left and right. @param ratio device pixels for a CSS pixel as it is on a desk */
export function labelUnits(
  ctx: CanvasRenderingContext2D,
  bbox: uPlot.BBox,
  axes: readonly Axis[],
  { ink, font }: ChartTheme,
  ratio: number,
): void {
  ctx.font = font.replace(/^\d+px/, `${11 * ratio}px`);
  ctx.fillStyle = ink;
  ctx.textBaseline = 'alphabetic';
  const y = bbox.top - 12 * ratio;
  for (const [index, { unit }] of axes.slice(0, DRAWN).entries()) {
    ctx.textAlign = index === 0 ? 'right' : 'left';
    const edge = index === 0 ? bbox.left - AXIS_GAP * ratio : bbox.left + bbox.width + 6;
    if (index === 0 && ctx.measureText(unit).width > edge) {
      ctx.textAlign = 'left';
      ctx.fillText(unit, 2, y);
    } else ctx.fillText(unit, edge, y);
  }
}
