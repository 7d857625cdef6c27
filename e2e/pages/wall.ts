import { expect, type Locator, type Page } from '@playwright/test';

/** A display on a wall: dashboards in turn, and one line. */
export class WallPage {
  readonly root: Locator;
  /** The line that says how the plant and the display are. */
  readonly line: Locator;
  /** What the display says of itself. */
  readonly health: Locator;
  readonly alarms: Locator;
  readonly next: Locator;
  readonly goOn: Locator;
  /** Charts that are drawn already, for the screen whose turn comes next. */
  readonly chartsMadeReady: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.root = page.locator('[data-wall]');
    this.line = page.getByRole('region', { name: 'State of the display' });
    this.health = this.line.locator('[data-health]');
    this.alarms = this.line.locator('[data-alarms]');
    this.next = page.getByRole('button', { name: 'Next dashboard' });
    this.goOn = page.getByRole('button', { name: 'Go on' });
    this.chartsMadeReady = this.root.locator('[aria-hidden="true"] [data-samples]:not([data-samples="0"])');
  }

  /** Waits until a dashboard is shown, by its title. */
  async expectShown(title: string): Promise<void> {
    await expect(this.line.getByRole('heading')).toContainText(title, { timeout: 20_000 });
    await expect(this.#page.getByRole('main', { name: title })).toBeVisible();
  }

  async expectPaused(isPaused: boolean): Promise<void> {
    await expect(this.root).toHaveAttribute('data-wall', isPaused ? 'touched' : 'alone');
    await expect(this.line.getByText(/^Paused, goes on in \d+ s$/)).toHaveCount(isPaused ? 1 : 0);
  }

  /** All of it is on a screen of this size, every tile and the line, and nothing can be scrolled. */
  async expectToFit(width: number, height: number): Promise<void> {
    await this.#page.setViewportSize({ width, height });
    await expect
      .poll(() =>
        this.#page.evaluate(() => {
          const { scrollWidth, scrollHeight } = document.documentElement;
          const boxes = [...document.querySelectorAll('[data-wall] [data-widget], [data-health]')].map(
            (one) => one.getBoundingClientRect(),
          );
          const isInside = boxes.every(
            ({ left, top, right, bottom }) =>
              left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
          );
          return { scrollWidth, scrollHeight, isInside, tiles: boxes.length > 2 };
        }),
      )
      .toEqual({ scrollWidth: width, scrollHeight: height, isInside: true, tiles: true });
  }

  /** How large, as it is on the screen, the smallest type of these parts is, whole CSS pixels: a wall keeps four at each edge to be moved in. */
  smallestType(parts: Locator): Promise<number> {
    return parts.evaluateAll((all) =>
      Math.round(
        Math.min(
          ...all.map(
            (one) =>
              Number.parseFloat(getComputedStyle(one).fontSize) * Number(Reflect.get(one, 'currentCSSZoom')),
          ),
        ),
      ),
    );
  }

  /** Text of the tiles and the line that does not fit where it stands, so that its end is not seen. */
  cutText(): Promise<readonly string[]> {
    return this.root.evaluate((root) =>
      [
        ...root.querySelectorAll<HTMLElement>(
          '[data-widget], [data-widget] *, [data-health], [data-health] *, [data-alarms] *',
        ),
      ]
        .filter((one) =>
          [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()),
        )
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          const text = range.getBoundingClientRect();
          const within = [one, one.closest('[data-widget]') ?? one].map((around) =>
            around.getBoundingClientRect(),
          );
          const isCut = getComputedStyle(one).overflow !== 'visible' && one.scrollWidth > one.clientWidth + 1;
          const edge = within[1];
          return (
            isCut || (edge !== undefined && (text.right > edge.right + 1 || text.bottom > edge.bottom + 1))
          );
        })
        .map((one) => one.textContent ?? ''),
    );
  }

  /** The brightest of all dots on the screen, or of a part of it: 0 is black, 255 full. Whatever lies over it counts. */
  async brightest(part?: Locator): Promise<number> {
    const picture = (await (part ?? this.#page).screenshot()).toString('base64');
    return this.#page.evaluate(async (png) => {
      const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const dots = context?.getImageData(0, 0, image.width, image.height).data ?? [];
      let most = 0;
      for (const [index, value] of dots.entries()) if (index % 4 !== 3) most = Math.max(most, value);
      return most;
    }, picture);
  }

  /** Where something stands on the screen, whole pixels. */
  async placeOf(part: Locator): Promise<readonly [x: number, y: number]> {
    const box = await part.boundingBox();
    return [Math.round(box?.x ?? 0), Math.round(box?.y ?? 0)];
  }

  /** What the wall's own service worker says of it, as a monitor on the same machine asks. */
  heartbeat(): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
    return this.#page.evaluate(async () => {
      const answer = await fetch(new URL('health', document.baseURI));
      return { status: answer.status, body: await answer.json() };
    });
  }

  /** Leaves a mark in this page, which is gone as soon as it has been loaded anew. */
  async mark(): Promise<() => Promise<boolean>> {
    await this.#page.evaluate(() => Reflect.set(globalThis, 'marked', true));
    return () => this.#page.evaluate(() => Reflect.has(globalThis, 'marked')).catch(() => true);
  }
}
