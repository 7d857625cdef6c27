import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

/** What the pace is after so many frames that began `waitedMs` after they were asked for. */
function paceAfter(pace: Pace, waitedMs: number, frames: number, open = 12): number {
  for (let frame = 0; frame < frames; frame++) pace.frame(waitedMs, open);
  return pace.charts;
}

describe('the pace of drawing', () => {
  it('draws every chart in each frame while frames come in time', () => {
    expect(paceAfter(new Pace(), 16.7, 100)).toBeGreaterThanOrEqual(12);
  });

  it('draws fewer in each while frames come late, but every chart within four turns', () => {
    const pace = new Pace();
    expect(paceAfter(pace, 34, 1)).toBe(9);
    expect(paceAfter(pace, 34, 1)).toBe(6);
    expect(paceAfter(pace, 34, 100)).toBe(3);
    expect(paceAfter(new Pace(), 34, 100, 1)).toBe(1);
  });

  it('comes back to all of them when frames are in time again', () => {
    const pace = new Pace();
    paceAfter(pace, 34, 100);
    expect(paceAfter(pace, 16.7, 100)).toBeLessThan(12);
    expect(paceAfter(pace, 16.7, 300)).toBeGreaterThanOrEqual(12);
  });

  it('lets what is opened while all is well be drawn at once', () => {
    const pace = new Pace();
    paceAfter(pace, 16.7, 10, 1);
    expect(pace.charts).toBeGreaterThanOrEqual(50);
  });

  it('learns nothing from a tab that was hidden', () => {
    const pace = new Pace();
    paceAfter(pace, 16.7, 1);
    expect(paceAfter(pace, 60_000, 5)).toBeGreaterThanOrEqual(12);
  });
});

describe('a page that saves data', () => {
  it('asks for four frames a second, the first at once', () => {
    const pace = new Pace();
    pace.isSaving = true;
    expect(pace.wait(1_000)).toBe(0);
    pace.begun(1_000);
    expect(pace.wait(1_050)).toBe(200);
    expect(pace.wait(1_250)).toBe(0);
  });

  it('has every frame again once it saves no more', () => {
    const pace = new Pace();
    pace.isSaving = true;
    pace.begun(1_000);
    pace.isSaving = false;
    expect(pace.wait(1_001)).toBe(0);
  });
});
