import { describe, expect, it } from 'vitest';
import { paintOf } from './paint.ts';

const EMPTY = { frames: [], draws: [], longTaskMs: 0, elapsedMs: 1000 };

describe('what a record of drawn frames shows', () => {
  it('counts frames, and the drawings of the chart that has fewest', () => {
    const frames = [0, 20, 40, 60];
    const draws = [
      [100, 105, 120, 125, 140, 145, 160, 165],
      [100, 105, 160, 165],
    ];
    const paint = paintOf({ frames, draws, longTaskMs: 60, elapsedMs: 2000 });
    expect(paint).toMatchObject({ fps: 2, slowestFps: 1, frameGapP95Ms: 20, longTaskMsPerS: 30 });
  });

  it('takes the lag of every reading a drawing shows, not of the newest alone', () => {
    // Readings from 0 to 100 ms, drawn at 110: the newest waited 10 ms, the oldest 110.
    const { paintLagP50Ms, paintLagP95Ms } = paintOf({ ...EMPTY, frames: [0], draws: [[0, 5, 100, 110]] });
    expect(paintLagP50Ms).toBe(50);
    expect(paintLagP95Ms).toBe(100);
  });

  it('lets a long silence of a chart weigh as much as it held readings', () => {
    const draws = [[0, 5, 10, 15, 20, 25, 30, 35, 1030, 1035]];
    expect(paintOf({ ...EMPTY, draws }).paintLagP50Ms).toBeGreaterThan(300);
  });

  it('has a gap for each frame that came late', () => {
    const frames = Array.from({ length: 100 }, (_, i) => i * 16 + (i >= 90 ? 500 * (i - 89) : 0));
    expect(paintOf({ ...EMPTY, frames }).frameGapP95Ms).toBe(516);
  });

  it('has no figures of nothing but that nothing was drawn', () => {
    const paint = paintOf(EMPTY);
    expect(paint.fps).toBe(0);
    expect(paint.frameGapP95Ms).toBeNaN();
    expect(paint.paintLagP95Ms).toBeNaN();
  });
});
