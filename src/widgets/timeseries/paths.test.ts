import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexAtOrBefore, type PixelMap, traceDense, traceLine, traceSteps } from './paths.ts';

type Stroke = [string, number, number];

function recorder() {
  const strokes: Stroke[] = [];
  return {
    strokes,
    moveTo: (x: number, y: number) => void strokes.push(['M', x, y]),
    lineTo: (x: number, y: number) => void strokes.push(['L', x, y]),
  };
}

/** One pixel a millisecond, one pixel a unit, bottom at 100. */
const MAP: PixelMap = {
  timeAtLeft: 1000,
  left: 0,
  pixelsPerMs: 1,
  valueAtBottom: 0,
  bottom: 100,
  pixelsPerValue: 1,
};

const columns = (...points: [number, number][]) =>
  [Float64Array.from(points, (p) => p[0]), Float64Array.from(points, (p) => p[1])] as const;

describe('traceLine', () => {
  it('joins the readings in order', () => {
    const pen = recorder();
    traceLine(pen, ...columns([1000, 10], [1005, 20], [1010, 0]), MAP);
    expect(pen.strokes).toEqual([
      ['M', 0, 90],
      ['L', 5, 80],
      ['L', 10, 100],
    ]);
  });

  it('lifts the pen at a gap instead of bridging it', () => {
    const pen = recorder();
    traceLine(pen, ...columns([1000, 1], [1001, 1], [1002, Number.NaN], [1009, 2], [1010, 2]), MAP);
    expect(pen.strokes.map((s) => s[0]).join('')).toBe('MLML');
    expect(pen.strokes[2]).toEqual(['M', 9, 98]);
  });

  it('shows a reading that stands alone between gaps', () => {
    const pen = recorder();
    traceLine(pen, ...columns([1000, Number.NaN], [1005, 7], [1006, Number.NaN], [1008, 9]), MAP);
    const painted = pen.strokes.filter(([kind]) => kind === 'L');
    expect(painted).toEqual([
      ['L', 6.5, 93],
      ['L', 9.5, 91],
    ]);
  });

  it('enters the window from the point before it and skips what is older', () => {
    const pen = recorder();
    traceLine(pen, ...columns([900, 1], [950, 2], [990, 3], [1010, 4]), MAP);
    expect(pen.strokes).toEqual([
      ['M', -10, 97],
      ['L', 10, 96],
    ]);
  });

  it('draws nothing for no readings', () => {
    const pen = recorder();
    traceLine(pen, ...columns(), MAP);
    expect(pen.strokes).toEqual([]);
  });

  it('never draws a coordinate that is not a number, and as many runs as there are runs of readings', () => {
    const value = fc.oneof(fc.constant(Number.NaN), fc.double({ min: -1e9, max: 1e9, noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), value)), (steps) => {
        let time = MAP.timeAtLeft;
        const points = steps.map(([step, v]): [number, number] => {
          time += step;
          return [time, v];
        });
        const pen = recorder();
        traceLine(pen, ...columns(...points), MAP);
        expect(pen.strokes.every(([, x, y]) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
        const finite = points.filter(([, v]) => !Number.isNaN(v)).length;
        expect(pen.strokes.length).toBeGreaterThanOrEqual(finite);
        if (finite > 0) expect(pen.strokes[0]?.[0]).toBe('M');
      }),
    );
  });
});

describe('traceSteps', () => {
  it('holds each value until the next reading and the last one as long as it is known', () => {
    const pen = recorder();
    traceSteps(pen, ...columns([1000, 0], [1010, 1]), MAP, 1030);
    expect(pen.strokes).toEqual([
      ['M', 0, 100],
      ['L', 10, 100],
      ['L', 10, 99],
      ['L', 30, 99],
    ]);
  });

  it('holds the value up to the gap and starts anew after it', () => {
    const pen = recorder();
    traceSteps(pen, ...columns([1000, 1], [1010, Number.NaN], [1020, 0]), MAP, 1025);
    expect(pen.strokes).toEqual([
      ['M', 0, 99],
      ['L', 10, 99],
      ['M', 20, 100],
      ['L', 25, 100],
    ]);
  });

  it('shows a lone last value that is not known to hold', () => {
    const pen = recorder();
    traceSteps(pen, ...columns([1000, 1]), MAP, Number.NaN);
    expect(pen.strokes).toContainEqual(['L', 1.5, 99]);
  });
});

describe('indexAtOrBefore', () => {
  it('agrees with a search from the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 })),
        fc.integer({ min: -5, max: 105 }),
        (list, time) => {
          const times = Float64Array.from([...list].sort((a, b) => a - b));
          expect(indexAtOrBefore(times, time)).toBe(times.findLastIndex((t) => t <= time));
        },
      ),
    );
  });
});

describe('traceDense', () => {
  const value = fc.oneof(
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
    { weight: 9, arbitrary: fc.integer({ min: -500, max: 500 }) },
  );
  const steps = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 9 }).map((tenths) => tenths / 10),
      value,
    ),
  );

  /** Points in pixels, by column of pixels. */
  function reach(points: readonly (readonly [number, number])[]): Map<number, [number, number]> {
    const found = new Map<number, [number, number]>();
    for (const [x, y] of points) {
      const column = Math.floor(x);
      const [low, high] = found.get(column) ?? [y, y];
      found.set(column, [Math.min(low, y), Math.max(high, y)]);
    }
    return found;
  }

  function pointsOf(list: readonly (readonly [number, number])[]): [number, number][] {
    let time = MAP.timeAtLeft + 1;
    return list.map(([step, v]) => {
      time += step;
      return [time, v];
    });
  }

  it('reaches in every column of pixels as low and as high as the points do', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const points = pointsOf(list);
        const pen = recorder();
        traceDense(pen, ...columns(...points), MAP);
        const seen = points.filter(([, v]) => !Number.isNaN(v));
        const wanted = reach(seen.map(([time, v]) => [time - MAP.timeAtLeft, MAP.bottom - v]));
        const painted = reach(pen.strokes.map(([, x, y]) => [x, y]));
        expect([...painted.keys()]).toEqual([...wanted.keys()]);
        for (const [column, [low, high]] of wanted) {
          const [top, base] = painted.get(column) ?? [Number.NaN, Number.NaN];
          expect(low - top).toBeGreaterThanOrEqual(0);
          expect(low - top).toBeLessThanOrEqual(0.5);
          expect(base - high).toBeGreaterThanOrEqual(0);
          expect(base - high).toBeLessThanOrEqual(0.5);
        }
      }),
    );
  });

  it('links neighbours, and never over a gap', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const points = pointsOf(list);
        const pen = recorder();
        traceDense(pen, ...columns(...points), MAP);
        const links = pen.strokes.filter(([kind, x], at) => kind === 'L' && pen.strokes[at - 1]?.[1] !== x);
        const neighbours = points.filter(([time, v], at) => {
          const [before = Number.NaN, was = Number.NaN] = points[at - 1] ?? [];
          const isOther = Math.floor(time - MAP.timeAtLeft) !== Math.floor(before - MAP.timeAtLeft);
          return isOther && !Number.isNaN(v) && !Number.isNaN(was);
        });
        expect(links).toHaveLength(neighbours.length);
      }),
    );
  });
});
