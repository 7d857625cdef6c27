import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Limit, limitOption } from './limit-option.ts';
import { paintLimits } from './limits.ts';
import type { ChartTheme } from './theme.ts';

const THEME: ChartTheme = {
  scale: 1,
  ink: 'grey',
  hairline: 'grey',
  series: ['blue'],
  alarms: { critical: 'red', high: 'orange', medium: 'yellow', low: 'magenta' },
  font: '11px sans-serif',
};
const BOX = { left: 0, top: 0, width: 100, height: 100 };
/** One pixel a unit: 0 at the bottom, 100 at the top. */
const MAP = {
  timeAtLeft: 0,
  left: 0,
  pixelsPerMs: 1,
  valueAtBottom: 0,
  bottom: 100,
  pixelsPerValue: 1,
};

/** What was painted, in words; enough of a canvas for limits. */
function paint(limit: Limit): {
  lines: number[];
  bands: [number, number][];
  texts: string[];
  colour: string;
} {
  const seen = { lines: [] as number[], bands: [] as [number, number][], texts: [] as string[], colour: '' };
  const ctx = {
    save() {},
    measureText: (text: string) => ({ width: text.length }),
    restore() {},
    setLineDash() {},
    beginPath() {},
    stroke() {},
    moveTo() {},
    lineTo: (_x: number, y: number) => seen.lines.push(y),
    fillRect: (_x: number, y: number, _w: number, height: number) => seen.bands.push([y, y + height]),
    fillText: (text: string) => seen.texts.push(text),
    set fillStyle(colour: string) {
      seen.colour = colour;
    },
  };
  paintLimits(ctx as unknown as CanvasRenderingContext2D, BOX, MAP, [limit], THEME, 1);
  return seen;
}

describe('limits of a chart', () => {
  it('are a line at a value, in the colour of their priority', () => {
    const seen = paint({ at: 30, label: 'High', priority: 'high' });
    expect(seen).toEqual({ lines: [70], bands: [], texts: ['High'], colour: 'orange' });
  });

  it('are a band between two values, or open to one side', () => {
    expect(paint({ from: 20, to: 40, label: 'good' }).bands).toEqual([[60, 80]]);
    expect(paint({ from: 90, label: 'hot' }).bands).toEqual([[0, 10]]);
    expect(paint({ to: 5, label: 'cold' }).bands).toEqual([[95, 100]]);
  });

  it('say at the edge that they lie beyond it', () => {
    expect(paint({ at: 130, label: 'High' }).texts).toEqual(['High ↑']);
    expect(paint({ at: -20, label: 'Low' }).texts).toEqual(['Low ↓']);
    expect(paint({ from: 130, label: 'hot' }).bands).toEqual([]);
  });

  it('must be a value or a range', () => {
    expect(z.safeParse(limitOption, { at: 1, label: 'x' }).success).toBe(true);
    expect(z.safeParse(limitOption, { label: 'x' }).success).toBe(false);
    expect(z.safeParse(limitOption, { at: 1, from: 2, label: 'x' }).success).toBe(false);
  });
});
