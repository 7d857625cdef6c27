import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubImageData } from './image-data.fixture.ts';
import { Raster } from './raster.ts';

const WIDTH = 12;
const HEIGHT = 20;

/** Pixels as they would be on a canvas, by row. */
interface Picture {
  readonly data: Uint8ClampedArray;
}

beforeEach(stubImageData);
afterEach(() => vi.unstubAllGlobals());

function paint(work: (raster: Raster) => void, times = 1): Picture {
  const raster = new Raster();
  for (let i = 0; i < times; i++) {
    raster.begin(WIDTH, HEIGHT);
    work(raster);
  }
  let picture: Picture = { data: new Uint8ClampedArray(0) };
  const ctx = {
    putImageData(image: Picture) {
      picture = image;
    },
  };
  raster.show(ctx as unknown as CanvasRenderingContext2D, 0, 0);
  return picture;
}

function pixel({ data }: Picture, x: number, y: number): number[] {
  return [...data.subarray((y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 4)];
}

/** Sum of a column's opacity, in whole pixels. */
function inkOf(picture: Picture, x: number): number {
  let sum = 0;
  for (let y = 0; y < HEIGHT; y++) sum += (pixel(picture, x, y)[3] ?? 0) / 255;
  return sum;
}

describe('the raster', () => {
  it('paints an upright from one height to the other, with soft ends', () => {
    const picture = paint((raster) => {
      raster.thickness = 0;
      raster.use('#2f6fb5', 1, []);
      raster.moveTo(3.5, 4.5);
      raster.lineTo(3.5, 7.25);
    });
    expect(pixel(picture, 3, 5)).toEqual([0x2f, 0x6f, 0xb5, 255]);
    expect(pixel(picture, 3, 6)).toEqual([0x2f, 0x6f, 0xb5, 255]);
    expect(pixel(picture, 3, 4)[3]).toBe(127);
    expect(pixel(picture, 3, 7)[3]).toBe(63);
    expect(inkOf(picture, 2) + inkOf(picture, 4)).toBe(0);
  });

  it('leaves no column out of a line, however steep', () => {
    const y = fc.double({ min: 2, max: HEIGHT - 2, noNaN: true });
    fc.assert(
      fc.property(y, y, (from, to) => {
        const picture = paint((raster) => {
          raster.thickness = 1.5;
          raster.use('#ffffff', 1, []);
          raster.moveTo(0.5, from);
          raster.lineTo(WIDTH - 0.5, to);
        });
        for (let x = 0; x < WIDTH; x++) expect(inkOf(picture, x)).toBeGreaterThan(1.4);
      }),
    );
  });

  it('keeps inside its picture whatever is drawn', () => {
    const any = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(any, any), { maxLength: 20 }), (points) => {
        const sorted = points.sort((a, b) => a[0] - b[0]);
        const picture = paint((raster) => {
          raster.use('#123456', 0.45, []);
          for (const [i, [x, y]] of sorted.entries()) {
            if (i === 0) raster.moveTo(x, y);
            else raster.lineTo(x, y);
          }
        });
        expect(picture.data).toHaveLength(WIDTH * HEIGHT * 4);
      }),
    );
  });

  it('lays colours over each other, the later one on top', () => {
    const picture = paint((raster) => {
      raster.thickness = 0;
      for (const colour of ['#ff0000', '#0000ff']) {
        raster.use(colour, 0.5, []);
        raster.moveTo(1.5, 0);
        raster.lineTo(1.5, 10);
      }
    });
    const [red = 0, , blue = 0, alpha = 0] = pixel(picture, 1, 5);
    expect(blue).toBeGreaterThan(red);
    expect(red).toBeGreaterThan(0);
    expect(alpha).toBeGreaterThan(180);
  });

  it('begins every picture empty', () => {
    let x = 0;
    const picture = paint((raster) => {
      raster.use('#ffffff', 1, []);
      raster.moveTo(x + 0.5, 1);
      raster.lineTo(x + 0.5, 9);
      x += 1;
    }, 2);
    expect(inkOf(picture, 0)).toBe(0);
    expect(inkOf(picture, 1)).toBeGreaterThan(7);
  });

  it('leaves columns out of a dashed line', () => {
    const picture = paint((raster) => {
      raster.use('#ffffff', 1, [4, 2]);
      raster.moveTo(0, 5);
      raster.lineTo(WIDTH, 5);
    });
    const painted = Array.from({ length: WIDTH }, (_, column) => inkOf(picture, column) > 0);
    expect(painted).toEqual([...'111100111100'].map((one) => one === '1'));
  });
});
