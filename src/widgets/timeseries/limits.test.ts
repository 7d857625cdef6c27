import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Limit, limitOption } from './limit-option.ts';
import { nameLimits, nameUndrawn, paintLimits } from './limits.ts';
import { CHART_THEME } from './theme.fixture.ts';

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

/** What was painted, in words. */
interface Seen {
  lines: number[];
  bands: [number, number][];
  texts: string[];
  /** Right edges of the texts. */
  edges: number[];
  colour: string;
}

/** Enough of a canvas for limits. */
function openSheet(): { canvas: CanvasRenderingContext2D; seen: Seen } {
  const seen: Seen = { lines: [], bands: [], texts: [], edges: [], colour: '' };
  const ctx = {
    save() {},
    measureText: (text: string) => ({ width: text.length }),
    restore() {},
    setLineDash() {},
    beginPath() {},
    strokeText() {},
    stroke() {},
    moveTo() {},
    lineTo: (_x: number, y: number) => seen.lines.push(y),
    fillRect: (_x: number, y: number, _w: number, height: number) => seen.bands.push([y, y + height]),
    fillText: (text: string, right: number) => {
      seen.texts.push(text);
      seen.edges.push(right);
    },
    set fillStyle(colour: string) {
      seen.colour = colour;
    },
  };
  return { canvas: ctx as unknown as CanvasRenderingContext2D, seen };
}

function paint(...limits: readonly Limit[]): Seen {
  const { canvas, seen } = openSheet();
  paintLimits(canvas, BOX, MAP, limits, CHART_THEME, 1);
  nameLimits(canvas, BOX, MAP, limits, CHART_THEME, 1);
  return seen;
}

describe('limits of a chart', () => {
  it('are a line at a value, in the colour of their priority', () => {
    const seen = paint({ at: 30, label: 'High', priority: 'high' });
    expect(seen).toEqual({ lines: [70], bands: [], texts: ['High'], edges: [97], colour: 'orange' });
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

  it('with two ends are named inside of the axis as far as they reach into it, else at the edge with an arrow', () => {
    expect(paint({ from: 130, to: 150, label: 'too hot' }).texts).toEqual(['too hot ↑']);
    expect(paint({ from: -50, to: -20, label: 'too cold' }).texts).toEqual(['too cold ↓']);
    expect(paint({ from: 90, to: 150, label: 'hot' }).texts).toEqual(['hot']);
    expect(paint({ from: -50, to: 150, label: 'any' }).texts).toEqual(['any']);
  });

  it('beyond an edge stand side by side, and clear of what is written near that edge', () => {
    const far = { at: 130, label: 'very high' };
    expect(paint(far, { at: 120, label: 'High' }).edges).toEqual([97, 77]);
    // The line itself is named first, wherever it comes in the list.
    const seen = paint(far, { at: 90, label: 'High' });
    expect(seen.texts).toEqual(['High', 'very high ↑']);
    expect(seen.edges).toEqual([97, 84]);
    expect(paint({ at: -9, label: 'low' }, { at: 5, label: 'good' }).edges).toEqual([97, 84]);
    expect(paint(far, { at: 50, label: 'High' }).edges).toEqual([97, 97]);
  });

  it('that there is no axis for are named at the foot, with their units', () => {
    const { canvas, seen } = openSheet();
    nameUndrawn(canvas, BOX, [], CHART_THEME, 1);
    expect(seen.texts).toEqual([]);
    const limits = [
      { at: 8, label: 'Frost', unit: '°C' },
      { from: 1, label: 'any' },
    ];
    nameUndrawn(canvas, BOX, limits, CHART_THEME, 1);
    expect(seen.texts).toEqual(['No axis for Frost (°C), any']);
  });

  it('must be a value or a range', () => {
    expect(z.safeParse(limitOption, { at: 1, label: 'x' }).success).toBe(true);
    expect(z.safeParse(limitOption, { label: 'x' }).success).toBe(false);
    expect(z.safeParse(limitOption, { at: 1, from: 2, label: 'x' }).success).toBe(false);
  });
});
