import { expect, type Locator, type Page } from '@playwright/test';
import { Tile } from './tile.ts';

type ControlKind = 'button' | 'choice' | 'group' | 'interval' | 'json' | 'setpoint' | 'switch';

/** A control that gives orders by a button. */
export class ControlTile extends Tile {
  readonly #page: Page;

  constructor(page: Page, title: string, widget: ControlKind) {
    super(page, title, widget);
    this.#page = page;
  }

  button(name: string | RegExp): Locator {
    return this.region.getByRole('button', { name });
  }

  get slider(): Locator {
    return this.region.getByRole('slider');
  }

  /** Puts the pointer down on a slider's thumb, which is at this value. */
  async takeThumb(at: number): Promise<Thumb> {
    const thumb = new Thumb(this.#page, this.slider);
    await thumb.to(at);
    await this.#page.mouse.down();
    return thumb;
  }

  /** The question whether an order is meant. */
  get question(): Locator {
    return this.#page.getByRole('dialog');
  }

  /** A group's line about one of its targets. */
  target(name: string): Locator {
    return this.region.getByRole('listitem').filter({ hasText: name });
  }

  async expectState(state: string): Promise<void> {
    await expect(this.region).toHaveAttribute('data-state', state);
  }

  /** Puts the pointer down on a button and leaves it there. */
  async holdDown(button: Locator): Promise<void> {
    await button.hover();
    await this.#page.mouse.down();
  }

  async letGo(): Promise<void> {
    await this.#page.mouse.up();
  }

  /** Puts a finger down on a button and leaves it there. @returns lifts it */
  async putFinger(button: Locator): Promise<() => Promise<void>> {
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    if (!box) throw new Error('the button is not to be seen');
    const browser = await this.#page.context().newCDPSession(this.#page);
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await browser.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    return async () => {
      await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await browser.detach();
    };
  }
}

/** A slider's thumb under the pointer. */
class Thumb {
  readonly #page: Page;
  readonly #slider: Locator;

  constructor(page: Page, slider: Locator) {
    this.#page = page;
    this.#slider = slider;
  }

  /** @param below how far under the slider the pointer goes there, px */
  async to(value: number, below = 0): Promise<void> {
    await this.#slider.scrollIntoViewIfNeeded();
    const box = await this.#slider.boundingBox();
    if (!box) throw new Error('the slider is not to be seen');
    const [min, max] = await Promise.all(
      ['min', 'max'].map(async (end) => Number(await this.#slider.getAttribute(end))),
    );
    if (min === undefined || max === undefined) throw new Error('the slider has no ends');
    // The thumb is as wide as the slider is high, and its middle goes from one end's half to the other's.
    const way = box.width - box.height;
    const x = box.x + box.height / 2 + (way * (value - min)) / (max - min);
    await this.#page.mouse.move(x, box.y + box.height / 2 + below, { steps: 3 });
  }

  async letGo(): Promise<void> {
    await this.#page.mouse.up();
  }
}
