import { expect, type Locator, type Page } from '@playwright/test';

/** The inspector: the last frames of one connection. */
export class InspectorPage {
  readonly #page: Page;
  /** The frames that are listed, newest first. */
  readonly frames: Locator;
  readonly pause: Locator;
  readonly goOn: Locator;
  readonly find: Locator;
  readonly unreadableOnly: Locator;
  /** What is said of all frames together. */
  readonly count: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.frames = page.getByRole('table', { name: 'Frames, newest first' }).locator('tbody tr');
    this.pause = page.getByRole('button', { name: 'Pause' });
    this.goOn = page.getByRole('button', { name: 'Go on' });
    this.find = page.getByRole('searchbox', { name: 'Find' });
    this.unreadableOnly = page.getByRole('checkbox', { name: 'Unreadable only' });
    this.count = page.locator('[data-seen]');
  }

  /** Follows the link of a connection on the connections page. */
  async open(connection: string): Promise<void> {
    await this.#page
      .locator(`[data-connection="${connection}"]`)
      .getByRole('link', { name: 'Inspect frames' })
      .click();
    await expect(this.#page.getByRole('heading', { name: /^Frames of/ })).toBeVisible();
    // It looks on from now: nothing that passes after this is missed.
    await expect(this.count).toHaveText(/frames since/);
  }

  /** Back to the connections page. */
  async leave(): Promise<void> {
    await this.#page.getByRole('main').getByRole('link', { name: 'Connections' }).click();
  }

  frame(text: string | RegExp): Locator {
    return this.frames.filter({ hasText: text });
  }

  async direction(direction: 'Both' | 'Received' | 'Sent'): Promise<void> {
    await this.#page.getByLabel('Direction').selectOption({ label: direction });
  }

  async leftOut(): Promise<number> {
    return Number(await this.count.getAttribute('data-left-out'));
  }

  /** Copies what is listed and gives it. */
  async copy(): Promise<string> {
    await this.#page.getByRole('button', { name: /^Copy (these|this line)/ }).click();
    await expect(this.#page.getByRole('status').filter({ hasText: /(is|are) copied/ })).toBeVisible();
    return this.#page.evaluate(() => navigator.clipboard.readText());
  }
}
