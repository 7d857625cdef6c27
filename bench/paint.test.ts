import { describe, expect, it } from 'vitest';
import { paintOf } from './paint.ts';

/** Of a second in which nothing was drawn, and nothing sent. */
const EMPTY = { frames: [], draws: [], longTaskMs: 0, elapsedMs: 1000, end: 1000 };
const NOTHING_SENT = 0;

describe('what a record of drawn frames shows', () => {
  it('counts frames, and the drawings of the chart that has fewest', () => {
    const frames = [0, 20, 40, 60];
    const draws = [
      [100, 105, 120, 125, 140, 145, 160, 165],
      [100, 105, 160, 165],
    ];
    const paint = paintOf({ frames, draws, longTaskMs: 60, elapsedMs: 2000, end: 2000 }, 160);
    expect(paint).toMatchObject({ fps: 2, slowestFps: 1, frameGapP95Ms: 20, longTaskMsPerS: 30 });
  });

  it('takes the lag of every reading a drawing shows, not of the newest alone', () => {
    // Readings from 0 to 100 ms, drawn at 110: the newest waited 10 ms, the oldest 110.
    const record = { ...EMPTY, frames: [0], draws: [[0, 5, 100, 110]] };
    const { paintLagP50Ms, paintLagP95Ms } = paintOf(record, 100);
    expect(paintLagP50Ms).toBe(50);
    expect(paintLagP95Ms).toBe(100);
  });

  it('lets a long silence of a chart weigh as much as it held readings', () => {
    const draws = [[0, 5, 10, 15, 20, 25, 30, 35, 1030, 1035]];
    expect(paintOf({ ...EMPTY, draws }, 1030).paintLagP50Ms).toBeGreaterThan(300);
  });

  describe('of 15 s', () => {
    const FRAME_MS = 1000 / 60;
    const BEGIN = 1_700_000_000_000;
    const SENT_UNTIL = BEGIN + 15_000;
    const frames = Array.from({ length: 900 }, (_, i) => BEGIN + i * FRAME_MS);
    const record = (drawings: readonly number[]) => ({
      frames,
      // Each shows what was sent up to 30 ms before it was done.
      draws: drawings.map((count) => frames.slice(0, count).flatMap((at) => [at - 10, at + 20])),
      longTaskMs: 0,
      elapsedMs: 15_050,
      end: SENT_UNTIL + 50,
    });

    it('takes what was never painted for as old as it is at the end', () => {
      const paint = paintOf(record([900, 100, 1]), SENT_UNTIL);
      expect(paint.fps).toBeCloseTo(60, 0);
      expect(paint.slowestFps).toBeLessThan(0.1);
      expect(paint.paintLagP95Ms).toBeGreaterThan(1_000);
    });

    it('counts a page in which no chart has drawn anything as behind from the beginning', () => {
      const paint = paintOf({ ...record([0, 0]), frames: [] }, SENT_UNTIL);
      expect(paint).toMatchObject({ fps: 0, slowestFps: 0 });
      expect(paint.paintLagP95Ms).toBeGreaterThan(10_000);
    });

    it('does not count as late that nothing is drawn once all has been sent and painted', () => {
      expect(paintOf({ ...record([900]), end: SENT_UNTIL + 5_000 }, SENT_UNTIL).paintLagP95Ms).toBeLessThan(
        60,
      );
    });
  });

  it('has a gap for each frame that came late', () => {
    const frames = Array.from({ length: 100 }, (_, i) => i * 16 + (i >= 90 ? 500 * (i - 89) : 0));
    expect(paintOf({ ...EMPTY, frames }, NOTHING_SENT).frameGapP95Ms).toBe(516);
  });

  it('has no figures of nothing but that nothing was drawn', () => {
    const paint = paintOf(EMPTY, NOTHING_SENT);
    expect(paint.fps).toBe(0);
    expect(paint.frameGapP95Ms).toBeNaN();
    expect(paint.paintLagP95Ms).toBeNaN();
  });
});
