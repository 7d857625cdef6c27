import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChartColumns } from '../../model/view.ts';
import { stubImageData } from './image-data.fixture.ts';
import { type PaintedLine, Painter } from './paint.ts';

const WIDTH = 120;
const HEIGHT = 40;
const BOX = { left: 7, top: 3, width: WIDTH, height: HEIGHT };
const MS_PER_PIXEL = 8;
/** Points enough for a chart to be painted by the raster, long before the window. */
const PAST = 1600;
const START = 1_750_000_000_000;

interface Shown {
  readonly canvas: CanvasRenderingContext2D;
  readonly pixels: Uint8ClampedArray;
}

/** A canvas of the picture's size, as far as the painter uses one. */
function blankCanvas(): Shown {
  const pixels = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  const canvas = {
    putImageData(
      { data }: ImageData,
      left: number,
      top: number,
      column: number,
      row: number,
      width: number,
      height: number,
    ) {
      expect([left, top, row, height]).toEqual([BOX.left, BOX.top, 0, HEIGHT]);
      for (let y = 0; y < HEIGHT; y++) {
        const begin = (y * WIDTH + column) * 4;
        pixels.set(data.subarray(begin, begin + width * 4), begin);
      }
    },
  } as unknown as CanvasRenderingContext2D;
  return { canvas, pixels };
}

/** What one that paints everything at once shows. */
function atOnce(lines: readonly PaintedLine[]): Uint8ClampedArray {
  const { canvas, pixels } = blankCanvas();
  new Painter().picture(canvas, BOX, lines, 1);
  return pixels;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  stubImageData();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A sample so many ms after the one before; NaN is a gap. */
type Step = readonly [number, number];

interface Samples {
  readonly times: number[];
  readonly values: number[];
}

function columnOf({ times, values }: Samples, isBand: boolean): ChartColumns {
  const means = isBand ? values.map((value) => value / 2) : [];
  return {
    times: Float64Array.from(times),
    values: Float64Array.from(values),
    meanTimes: Float64Array.from(isBand ? times : []),
    means: Float64Array.from(means),
    samples: times.length,
    min: 0,
    max: HEIGHT,
    mean: 0,
    lastTime: times.findLast((_, i) => !Number.isNaN(values[i])) ?? Number.NaN,
    heardTime: Number.NaN,
    heardValue: Number.NaN,
    lastValue: 0,
  };
}

function linesAt(all: readonly Samples[], bands: readonly boolean[], now: number): PaintedLine[] {
  return all.map((samples, index) => ({
    column: columnOf(samples, bands[index] ?? false),
    kind: 'number',
    colour: index === 0 ? '#2f6fb5' : '#b5702f',
    index: index * 9,
    map: {
      timeAtLeft: now - WIDTH * MS_PER_PIXEL,
      left: BOX.left,
      pixelsPerMs: 1 / MS_PER_PIXEL,
      valueAtBottom: 0,
      bottom: BOX.top + HEIGHT,
      pixelsPerValue: 1,
    },
    heldUntil: now,
  }));
}

function past(): Samples {
  const times = Array.from({ length: PAST }, (_, i) => START - 100_000 + i);
  return { times, values: times.map((_, i) => i % HEIGHT) };
}

/** What an eye can't tell, of 255: places of one pixel are reckoned from another edge, and rounded otherwise. */
const ALIKE = 2;

/** Where two pictures differ, as [column, row]. */
function differentPixels(one: Uint8ClampedArray, other: Uint8ClampedArray): [number, number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < other.length && found.length < 5; at += 4) {
    const isAlike = [0, 1, 2, 3].every(
      (channel) => Math.abs(inkOf(one, at, channel) - inkOf(other, at, channel)) <= ALIKE,
    );
    if (!isAlike) found.push([(at / 4) % WIDTH, Math.floor(at / 4 / WIDTH)]);
  }
  return found;
}

/** One channel of the pixel at an offset, as far as its opacity lets it be seen. */
function inkOf(picture: Uint8ClampedArray, at: number, channel: number): number {
  const opacity = picture[at + 3] ?? 0;
  return channel === 3 ? opacity : ((picture[at + channel] ?? 0) * opacity) / 255;
}

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.integer({ min: 1, max: 150 }),
  fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: HEIGHT }) }, fc.constant(Number.NaN)),
);
const frame = fc.record({
  afterMs: fc.integer({ min: 0, max: 200 }),
  news: fc.array(fc.tuple(fc.boolean(), step), { maxLength: 4 }),
});

describe('the painter of lines', () => {
  it('paints only the newest end of a gliding window, and no pixel is other than if all had been painted', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { minLength: 2, maxLength: 25 }),
        fc.tuple(fc.boolean(), fc.boolean()),
        (frames, bands) => {
          const all = [past(), past()];
          const painter = new Painter();
          const { canvas, pixels } = blankCanvas();
          let now = START;
          for (const { afterMs, news } of frames) {
            now += afterMs;
            vi.advanceTimersByTime(16);
            for (const [isFirst, [ms, value]] of news) {
              const samples = all[isFirst ? 0 : 1];
              const time = Math.max((samples?.times.at(-1) ?? 0) + ms, now - 100);
              samples?.times.push(time);
              samples?.values.push(value);
              now = Math.max(now, time);
            }
            const lines = linesAt(all, bands, now);
            painter.picture(canvas, BOX, lines, 1);
            expect(differentPixels(pixels, atOnce(lines))).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('paints the newest end over a window that stands, and no pixel is other than if all had been painted', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { minLength: 2, maxLength: 25 }),
        fc.tuple(fc.boolean(), fc.boolean()),
        (frames, bands) => {
          const all = [past(), past()];
          const end = START + 800;
          const painter = new Painter();
          const { canvas, pixels } = blankCanvas();
          painter.picture(canvas, BOX, linesAt(all, bands, end), 1);
          for (const { news } of frames) {
            vi.advanceTimersByTime(16);
            for (const [isFirst, [ms, value]] of news) {
              const samples = all[isFirst ? 0 : 1];
              samples?.times.push(Math.max((samples.times.at(-1) ?? 0) + ms, START - 100));
              samples?.values.push(value);
            }
            const lines = linesAt(all, bands, end);
            const part = painter.newest(canvas, BOX, lines, 1);
            if (part === null) painter.picture(canvas, BOX, lines, 1);
            else expect(part.left + part.width).toBe(BOX.left + WIDTH);
            expect(differentPixels(pixels, atOnce(lines))).toEqual([]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves no spike of one sample out of a dashed line, wherever its column falls', () => {
    const SPIKE_PX = 30;
    const HERE = 16;
    const spikes = Array.from({ length: WIDTH - 2 }, (_, i) => i + 1).filter((column) => column % 5 === 0);
    const samples = past();
    for (let column = 0; column < WIDTH; column++) {
      samples.times.push(START - (WIDTH - column) * MS_PER_PIXEL + MS_PER_PIXEL / 2);
      samples.values.push(spikes.includes(column) ? SPIKE_PX : 2);
    }
    const lines = linesAt([samples], [], START).map((line) => ({ ...line, index: 8 }));
    const picture = atOnce(lines);
    const isPainted = (column: number, row: number) => (picture[(row * WIDTH + column) * 4 + 3] ?? 0) > 0;
    expect(spikes.filter((column) => !isPainted(column, HEIGHT - HERE))).toEqual([]);
    // What is flat between them is dashed as before.
    const flat = Array.from({ length: WIDTH }, (_, column) => column).filter((column) => column % 5 === 2);
    expect(flat.some((column) => !isPainted(column, HEIGHT - 3))).toBe(true);
  });

  it('paints no newest end beside strokes, nor where the canvas shows no picture', () => {
    const painter = new Painter();
    const { canvas } = blankCanvas();
    const lines = linesAt([past()], [], START);
    expect(painter.newest(canvas, BOX, lines, 1)).toBeNull();
    painter.picture(canvas, BOX, lines, 1);
    const states = lines.map((line) => ({ ...line, kind: 'state' as const }));
    expect(painter.newest(canvas, BOX, [...lines, ...states], 1)).toBeNull();
  });

  it('shows samples that came late within half a second', () => {
    const samples = past();
    for (let i = 0; i < 50; i++) {
      samples.times.push(START + i * 10);
      samples.values.push(10);
    }
    const painter = new Painter();
    const { canvas, pixels } = blankCanvas();
    const now = START + 500;
    painter.picture(canvas, BOX, linesAt([samples], [], now), 1);
    samples.values[PAST + 10] = 35;
    for (let ms = 0; ms <= 500; ms += 100) {
      vi.advanceTimersByTime(100);
      painter.picture(canvas, BOX, linesAt([samples], [], now), 1);
    }
    expect(differentPixels(pixels, atOnce(linesAt([samples], [], now)))).toEqual([]);
  });
});
