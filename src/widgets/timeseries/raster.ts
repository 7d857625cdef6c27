import type { Pen } from './paths.ts';

/** Pixels. Heights that differ by less come from the same points, reckoned from another edge of the picture. */
const ROUNDING = 0.01;

/**
 * A pen that paints into an image, for lines with so many points that a canvas's own strokes take longer than a display frame: each
 * line becomes one upright run of pixels a column, with soft ends. Lines must run from left to right, or straight up and down.
 */
export class Raster implements Pen {
  /** Height of the line, pixels. */
  thickness = 1;
  #image: ImageData | null = null;
  /** Little-endian RGBA, as an image's bytes are: `0xAABBGGRR`. */
  #pixels = new Uint32Array(0);
  #width = 0;
  #height = 0;
  #colour = 0;
  /** The colour at its whole opacity, as a pixel. */
  #ink = 0;
  #opacity = 255;
  /** For each opacity below: the share of this colour in what is seen, of 256, and the opacity of both. Only while it is translucent. */
  readonly #shares = new Uint16Array(256);
  readonly #wholes = new Uint8Array(256);
  #sharesAre = Number.NaN;
  #on = 0;
  #period = 0;
  #x = 0;
  #y = 0;
  /** Columns left of it stay as they are. */
  #from = 0;
  /** Number of the leftmost column, counted from anywhere: dashes move with the columns. */
  #first = 0;

  /** Starts an empty picture of whole device pixels. @param first number of the leftmost column, counted from anywhere */
  begin(width: number, height: number, first = 0): void {
    this.#from = 0;
    this.#first = first;
    if (!this.#image || width !== this.#width || height !== this.#height) {
      this.#image = new ImageData(width, height);
      this.#pixels = new Uint32Array(this.#image.data.buffer);
      this.#width = width;
      this.#height = height;
    } else this.#pixels.fill(0);
  }

  /** Goes on with the picture, `shift` columns farther to the left: what is painted now goes into the columns from `from` on, empty again. */
  carryOn(shift: number, from: number): void {
    const pixels = this.#pixels;
    const width = this.#width;
    // Rows follow one another: what comes from the next row lies in columns that are emptied.
    if (shift > 0) pixels.copyWithin(0, shift);
    this.#first += shift;
    this.#from = Math.min(from, width - shift);
    for (let end = width; end <= pixels.length; end += width) pixels.fill(0, end - width + this.#from, end);
  }

  /**
   * @param colour `#rrggbb`
   * @param opacity 0 to 1
   * @param dash columns painted and left out in turn; none: a whole line. What is steep is painted in all of its columns: a spike may
   * fill no more than one
   */
  use(colour: string, opacity: number, [on = 0, off = 0]: readonly number[]): void {
    const rgb = Number.parseInt(colour.slice(1, 7), 16) || 0;
    this.#colour = ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16);
    this.#opacity = opacity * 255;
    this.#ink = (this.#colour | (this.#opacity << 24)) >>> 0;
    this.#on = Math.round(on);
    this.#period = Math.round(on + off);
    if (opacity < 1) this.#reckonShares(opacity);
  }

  moveTo(x: number, y: number): void {
    this.#x = x;
    this.#y = y;
  }

  lineTo(x: number, y: number): void {
    const fromX = this.#x;
    const fromY = this.#y;
    this.#x = x;
    this.#y = y;
    const first = Math.floor(fromX);
    const last = Math.floor(x);
    if (first === last) {
      this.#upright(first, fromY, y);
      return;
    }
    const slope = (y - fromY) / (x - fromX);
    let edge = fromY;
    for (let column = Math.max(first, -1); column <= last && column < this.#width; column++) {
      const next = column === last ? y : fromY + (column + 1 - fromX) * slope;
      this.#upright(column, edge, next);
      edge = next;
    }
  }

  /**
   * Shows the picture with its upper left corner at a pixel of the canvas, in place of what is there.
   * @param from first column that is shown; what is left of it stays as it is
   */
  show(ctx: CanvasRenderingContext2D, left: number, top: number, from = 0): void {
    if (this.#image) ctx.putImageData(this.#image, left, top, from, 0, this.#width - from, this.#height);
  }

  /** Runs from one height to the other, half the line's own height farther at both ends. */
  #upright(column: number, one: number, other: number): void {
    if (column < this.#from || column >= this.#width) return;
    const isFlat = Math.abs(other - one) <= this.thickness + ROUNDING;
    if (isFlat && this.#period > 0 && (column + this.#first) % this.#period >= this.#on) return;
    const half = this.thickness / 2;
    const top = Math.max(0, Math.min(one, other) - half);
    const bottom = Math.min(this.#height, Math.max(one, other) + half);
    if (!(bottom > top)) return;
    const firstRow = Math.floor(top);
    const lastRow = Math.floor(bottom);
    const width = this.#width;
    const pixels = this.#pixels;
    const ink = this.#ink;
    const isOpaque = ink >>> 24 === 255;
    let at = firstRow * width + column;
    if (firstRow === lastRow) {
      this.#blend(at, (bottom - top) * this.#opacity);
      return;
    }
    this.#blend(at, (firstRow + 1 - top) * this.#opacity);
    if (isOpaque) {
      for (let row = firstRow + 1; row < lastRow; row++) {
        at += width;
        pixels[at] = ink;
      }
    } else at = this.#veil(at, lastRow - firstRow - 1);
    if (bottom > lastRow) this.#blend(at + width, (bottom - lastRow) * this.#opacity);
  }

  /** Lays the translucent colour over pixels below one. @returns the last of them */
  #veil(above: number, rows: number): number {
    const width = this.#width;
    const pixels = this.#pixels;
    const ink = this.#ink;
    const shares = this.#shares;
    const wholes = this.#wholes;
    // Two channels at a time: bands are large, and this is what drawing them costs.
    const redBlue = this.#colour & 0xff00ff;
    const green = this.#colour & 0xff00;
    let at = above;
    for (let row = 0; row < rows; row++) {
      at += width;
      const below = pixels[at] ?? 0;
      if (below === 0) {
        pixels[at] = ink;
        continue;
      }
      const share = shares[below >>> 24] ?? 256;
      const rest = 256 - share;
      pixels[at] =
        ((wholes[below >>> 24] ?? 255) << 24) |
        (((Math.imul(below & 0xff00ff, rest) + Math.imul(redBlue, share)) >>> 8) & 0xff00ff) |
        (((Math.imul(below & 0xff00, rest) + Math.imul(green, share)) >>> 8) & 0xff00);
    }
    return at;
  }

  #reckonShares(opacity: number): void {
    if (this.#sharesAre === opacity) return;
    this.#sharesAre = opacity;
    for (let below = 0; below < 256; below++) {
      const whole = opacity + (below / 255) * (1 - opacity);
      this.#shares[below] = whole === 0 ? 0 : Math.round((opacity / whole) * 256);
      this.#wholes[below] = Math.round(whole * 255);
    }
  }

  /** Lays the colour over a pixel. @param opacity 0 to 255 */
  #blend(at: number, opacity: number): void {
    const pixels = this.#pixels;
    const below = pixels[at] ?? 0;
    if (below === 0 || opacity >= 254.5) {
      pixels[at] = this.#colour | (opacity << 24);
      return;
    }
    const source = opacity / 255;
    const left = ((below >>> 24) / 255) * (1 - source);
    const whole = source + left;
    const colour = this.#colour;
    const red = ((colour & 0xff) * source + (below & 0xff) * left) / whole;
    const green = (((colour >>> 8) & 0xff) * source + ((below >>> 8) & 0xff) * left) / whole;
    const blue = (((colour >>> 16) & 0xff) * source + ((below >>> 16) & 0xff) * left) / whole;
    pixels[at] = (red & 0xff) | ((green & 0xff) << 8) | ((blue & 0xff) << 16) | ((whole * 255) << 24);
  }
}
