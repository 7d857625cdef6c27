import { expect, it } from 'vitest';
import { toAxes } from './axes.ts';
import { paintGrid } from './axis-labels.ts';
import type { ChartTheme } from './theme.ts';

it('The grid leaves the canvas as it found it: uPlot goes on writing in the colour that it set last', () => {
  const kept: string[] = [];
  const ctx = {
    fillStyle: 'ink',
    save() {
      kept.push(this.fillStyle);
    },
    restore() {
      this.fillStyle = kept.pop() ?? '';
    },
    fillRect() {},
  };
  const [axis] = toAxes([{ quantity: 't', unit: '°C', kind: 'number', decimals: 1 }]);
  if (!axis) throw new Error('no axis');
  paintGrid(
    ctx as unknown as CanvasRenderingContext2D,
    { left: 0, width: 10 },
    { ...axis, splits: [1, 2] },
    { timeAtLeft: 0, left: 0, pixelsPerMs: 1, valueAtBottom: 0, bottom: 10, pixelsPerValue: 1 },
    { hairline: 'pale' } as unknown as ChartTheme,
  );
  expect(ctx.fillStyle).toBe('ink');
});
