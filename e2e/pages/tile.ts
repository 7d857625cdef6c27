import { expect, type Locator, type Page } from '@playwright/test';

/** A widget, by the page's contract: a region named by its title. */
export class Tile {
  readonly region: Locator;

  /** @param widget its kind, where several kinds bear the same title */
  constructor(page: Page, title: string, widget?: string) {
    const region = page.getByRole('region', { name: title, exact: true });
    this.region = widget === undefined ? region : region.and(page.locator(`[data-widget="${widget}"]`));
  }

  /** Brings it on screen. What is far from the screen is not drawn, and its outline is replaced once it is near. */
  async show(): Promise<void> {
    await expect(() => this.region.scrollIntoViewIfNeeded({ timeout: 1_000 })).toPass({ timeout: 10_000 });
  }

  /** A stat's or a progress's number. */
  get value(): Locator {
    return this.region.locator('[data-value]');
  }

  /** The number in {@link value}, plain. NaN before the first reading. */
  async number(): Promise<number> {
    if ((await this.value.count()) === 0) return Number.NaN;
    return Number.parseFloat((await this.value.getAttribute('data-value')) ?? '');
  }
}

/** A relay's switch: what is checked is what the device reported. */
export class SwitchTile extends Tile {
  readonly control: Locator;

  constructor(page: Page, title: string) {
    super(page, title, 'switch');
    // While it is unknown, its name says so after the title.
    this.control = this.region.getByRole('switch', { name: new RegExp(`^${title}(, unknown)?$`) });
  }

  async expectState(state: 'on' | 'off' | 'unknown' | 'pending' | 'failed' | 'refused'): Promise<void> {
    await expect(this.region).toHaveAttribute('data-state', state);
  }

  /** Starts noting every state the switch shows from now on; what is returned gives them in order. */
  async noteStates(): Promise<() => Promise<readonly string[]>> {
    return noteAttribute(this.region, 'data-state');
  }
}

/** A live time series. */
export class ChartTile extends Tile {
  constructor(page: Page, title: string) {
    super(page, title, 'timeseries');
  }

  /** Raw samples in the window, of all its series; 0 before the first. */
  async samples(): Promise<number> {
    return Number((await this.region.getAttribute('data-samples')) ?? 0);
  }

  /** Time of the newest sample, epoch ms; 0 before the first. */
  async last(): Promise<number> {
    return Number((await this.region.getAttribute('data-last')) ?? 0);
  }

  #entry(label: string): Locator {
    return this.region.getByRole('list', { name: 'Legend' }).getByRole('listitem').filter({ hasText: label });
  }

  /** How old the newest value of a series is, as the legend says where that is not now. */
  age(label: string): Locator {
    return this.#entry(label).locator('[data-age]');
  }

  /** The newest value of one of its series, as the legend shows it. NaN before the first reading, and once the window has left it. */
  async legendValue(label: string): Promise<number> {
    const readout = await this.#entry(label).locator('[data-readout]').textContent();
    return Number.parseFloat((readout ?? '').replace('−', '-'));
  }

  /** The drawing area, for the mouse. */
  get plot(): Locator {
    return this.region.locator('.u-over');
  }

  /** What takes the chart's keys. */
  get keys(): Locator {
    return this.region.getByRole('application');
  }

  /** The moment pointed at, in the legend; empty when there is none. */
  get cursorClock(): Locator {
    return this.region.locator('[data-clock]');
  }

  /** A figure of the window, in the legend. */
  statistic(label: string, name: 'min' | 'max' | 'mean'): Locator {
    return this.#entry(label).locator(`[data-${name}]`);
  }

  /** A text that differs when what is drawn differs. */
  pixels(): Promise<string> {
    return this.#canvas.evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));
  }

  /**
   * Widths of the breaks in the first series' line, left to right, as shares of the drawing's width. Where a label or another line
   * lies upon it, it is hidden and not broken.
   */
  gaps(): Promise<readonly number[]> {
    return this.#canvas.evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return [];
      const colourOf = (paint: CanvasRenderingContext2D) => paint.getImageData(0, 0, 1, 1).data;
      const swatch = document.createElement('canvas').getContext('2d');
      const paint = canvas.getContext('2d');
      if (swatch === null || paint === null) return [];
      swatch.fillStyle = getComputedStyle(canvas).getPropertyValue('--sb-series-1').trim();
      swatch.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = colourOf(swatch);
      const { width, height } = canvas;
      const { data } = paint.getImageData(0, 0, width, height);
      const isInk = (x: number, y: number) => (data[(y * width + x) * 4 + 3] ?? 0) > 60;
      const isLine = (x: number, y: number) => {
        const at = (y * width + x) * 4;
        const isNear = (part: number, wanted: number) => Math.abs((data[at + part] ?? 0) - wanted) < 24;
        return isInk(x, y) && isNear(0, red) && isNear(1, green) && isNear(2, blue);
      };
      /** The line's rows in a column, from the first to the last. */
      const rowsOf = (x: number): readonly [number, number] | null => {
        const rows = Array.from({ length: height }, (_, y) => y).filter((y) => isLine(x, y));
        return rows.length === 0 ? null : [rows[0] ?? 0, rows.at(-1) ?? 0];
      };
      const gaps: number[] = [];
      let last: { readonly x: number; readonly rows: readonly [number, number] } | null = null;
      for (let x = 0; x < width; x += 1) {
        const rows = rowsOf(x);
        if (rows === null) continue;
        if (last !== null && x - last.x > 1) {
          const from = Math.min(last.rows[0], rows[0]);
          const to = Math.max(last.rows[1], rows[1]);
          const isHidden = (column: number) => {
            for (let y = from; y <= to; y += 1) if (isInk(column, y)) return true;
            return false;
          };
          let empty = 0;
          for (let column = last.x + 1; column < x; column += 1) if (!isHidden(column)) empty += 1;
          if (empty > 0) gaps.push(empty / width);
        }
        last = { x, rows };
      }
      return gaps;
    });
  }

  get #canvas(): Locator {
    return this.region.locator('canvas');
  }
}

/**
 * Notes every value an attribute takes, from its present one on, inside the page, so that none is too short to be
 * seen. What is returned gives them in order.
 */
export async function noteAttribute(
  target: Locator,
  attribute: string,
): Promise<() => Promise<readonly string[]>> {
  const notes = await target.evaluateHandle((element, name) => {
    const values = [element.getAttribute(name) ?? ''];
    new MutationObserver((records) => {
      // A record has the value before its change; the value after it is the next record's, or what is there now.
      for (const [index] of records.entries()) {
        values.push(records[index + 1]?.oldValue ?? element.getAttribute(name) ?? '');
      }
    }).observe(element, { attributeFilter: [name], attributeOldValue: true });
    return values;
  }, attribute);
  return () => notes.jsonValue();
}
