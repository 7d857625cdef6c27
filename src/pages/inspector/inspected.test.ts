import { describe, expect, it } from 'vitest';
import { INSPECTED_FRAMES, type InspectedFrame, type Inspection } from '../../model/inspection.ts';
import { merged, NOTHING, newestOf } from './inspected.ts';
import { inspectedFrame } from './inspected-frame.fixture.ts';

function frames(from: number, to: number): readonly InspectedFrame[] {
  return Array.from({ length: to - from + 1 }, (_, index) => inspectedFrame({ seq: from + index }));
}

function inspection(since: number, seen: readonly InspectedFrame[]): Inspection {
  return { frames: seen, since, seen: seen.at(-1)?.seq ?? 0, leftOut: 0 };
}

describe('what has been seen of a connection', () => {
  it('grows by what is new, up to as many frames as are kept', () => {
    const first = merged(NOTHING, inspection(1, frames(1, INSPECTED_FRAMES)));
    const then = merged(first, inspection(1, frames(301, 305)));
    expect(then.frames.map((one) => one.seq)).toEqual(frames(6, 305).map((one) => one.seq));
    expect(newestOf(then)).toBe(305);
  });

  it('stays the same thing while nothing comes', () => {
    const before = merged(NOTHING, inspection(1, frames(1, 3)));
    expect(merged(before, { ...before, frames: [] })).toBe(before);
  });

  it('counts from the beginning where another inspection has come in the place of the one before', () => {
    const before = merged(NOTHING, inspection(1, frames(1, 60)));
    const anew = merged(before, inspection(2, []));
    expect(anew.frames).toEqual([]);
    expect(newestOf(anew)).toBe(0);
    expect(merged(anew, inspection(2, frames(1, 5))).frames).toHaveLength(5);
  });

  it('shows no frame twice where the same inspection answers again after a while without an answer', () => {
    const before = merged(NOTHING, inspection(1, frames(1, 3)));
    const silent = { ...before, problem: 'The engine does not answer.' };
    expect(newestOf(silent)).toBe(3);
    const again = merged(silent, inspection(1, frames(4, 5)));
    expect(again.frames.map((one) => one.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(again.problem).toBe('');
  });
});
