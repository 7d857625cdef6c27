import { t } from '../../ui/text.ts';
import type { Limit } from './limit-option.ts';
import type { PixelMap } from './paths.ts';
import type { ChartTheme } from './theme.ts';

const BAND_OPACITY = 0.1;
const LABEL_PX = 11;
/** CSS pixels between a label and its line. */
const LABEL_GAP = 3;
/** What of the ground is left around a label, CSS pixels on both sides together. */
const HALO_PX = 4;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function heightOf(map: PixelMap, value: number): number {
  return map.bottom - (value - map.valueAtBottom) * map.pixelsPerValue;
}

function colourOf({ priority }: Limit, theme: ChartTheme): string {
  return priority === undefined ? theme.ink : theme.alarms[priority];
}

/** Paints the limits of one axis, under its lines. */
export function paintLimits(
  ctx: CanvasRenderingContext2D,
  box: Box,
  map: PixelMap,
  limits: readonly Limit[],
  theme: ChartTheme,
  ratio: number,
): void {
  const bottom = box.top + box.height;
  const y = (value: number) => heightOf(map, value);
  for (const limit of limits) {
    ctx.save();
    ctx.fillStyle = colourOf(limit, theme);
    ctx.strokeStyle = colourOf(limit, theme);
    if ('at' in limit) {
      ctx.lineWidth = ratio;
      ctx.setLineDash([6 * ratio, 4 * ratio]);
      ctx.beginPath();
      ctx.moveTo(box.left, y(limit.at));
      ctx.lineTo(box.left + box.width, y(limit.at));
      ctx.stroke();
    } else {
      const top = Math.max(box.top, y(limit.to ?? Number.POSITIVE_INFINITY));
      const base = Math.min(bottom, y(limit.from ?? Number.NEGATIVE_INFINITY));
      if (base > top) {
        ctx.globalAlpha = BAND_OPACITY;
        ctx.fillRect(box.left, top, box.width, base - top);
        ctx.globalAlpha = 1;
      }
    }
    ctx.restore();
  }
}

/** Names the limits of one axis, over all that is drawn: a name that a line or a mark runs through could not be read. What lies beyond the axis is named at its edge, with an arrow. */
export function nameLimits(
  ctx: CanvasRenderingContext2D,
  box: Box,
  map: PixelMap,
  limits: readonly Limit[],
  theme: ChartTheme,
  ratio: number,
): void {
  const bottom = box.top + box.height;
  /** What is beyond the axis is named side by side, from the right: how much of each edge is taken. */
  const taken = { above: 0, below: 0 };
  const placeOf = (limit: Limit) => {
    if ('at' in limit) return heightOf(map, limit.at);
    const base = heightOf(map, limit.from ?? Number.NEGATIVE_INFINITY);
    if (limit.to === undefined) return Math.min(bottom, base);
    // A band that reaches into the axis from above it is named where it is seen.
    return Math.max(Math.min(box.top, base), heightOf(map, limit.to));
  };
  const isWithin = (limit: Limit) => placeOf(limit) >= box.top && placeOf(limit) <= bottom;
  // First those that have a place of their own: the names of those beyond the axis keep clear of them.
  for (const limit of [...limits.filter(isWithin), ...limits.filter((one) => !isWithin(one))]) {
    ctx.save();
    ctx.fillStyle = colourOf(limit, theme);
    write(ctx, limit.label, placeOf(limit), box, theme, ratio, taken);
    ctx.restore();
  }
}

/** Names the limits that there is no axis for, at the foot of the chart: nobody must take them for drawn and kept. */
export function nameUndrawn(
  ctx: CanvasRenderingContext2D,
  { left, top, height }: Box,
  undrawn: readonly Limit[],
  theme: ChartTheme,
  ratio: number,
): void {
  if (undrawn.length === 0) return;
  const names = undrawn.map(({ label, unit }) => (unit ? `${label} (${unit})` : label));
  const gap = LABEL_GAP * ratio;
  ctx.save();
  ctx.textAlign = 'left';
  ctx.fillStyle = theme.ink;
  writeOut(
    ctx,
    t('No axis for {limits}', { limits: names.join(', ') }),
    left + gap,
    top + height - gap,
    theme,
    ratio,
  );
  ctx.restore();
}

/** Writes over all that is drawn. */
function writeOut(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  theme: ChartTheme,
  ratio: number,
): void {
  ctx.font = theme.font.replace(/^\d+px/, `${LABEL_PX * ratio}px`);
  ctx.textBaseline = 'alphabetic';
  ctx.strokeStyle = theme.ground;
  ctx.lineWidth = HALO_PX * ratio;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}

function write(
  ctx: CanvasRenderingContext2D,
  label: string,
  y: number,
  box: Box,
  theme: ChartTheme,
  ratio: number,
  taken: { above: number; below: number },
): void {
  const size = LABEL_PX * ratio;
  const gap = LABEL_GAP * ratio;
  const bottom = box.top + box.height;
  const edge = y < box.top ? 'above' : y > bottom ? 'below' : null;
  const text = edge ? `${label} ${edge === 'above' ? '↑' : '↓'}` : label;
  const under = y - gap - size < box.top;
  ctx.textAlign = 'right';
  const baseline = under ? Math.max(box.top, y) + gap + size : Math.min(bottom, y) - gap;
  const right = box.left + box.width - gap - (edge ? taken[edge] : 0);
  writeOut(ctx, text, right, baseline, theme, ratio);
  const room = ctx.measureText(text).width + 3 * gap;
  if (edge) taken[edge] += room;
  else if (baseline < box.top + gap + 2 * size) taken.above = Math.max(taken.above, room);
  else if (baseline > bottom - gap - size) taken.below = Math.max(taken.below, room);
}
