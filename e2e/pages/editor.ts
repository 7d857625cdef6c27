import { expect, type Locator, type Page } from '@playwright/test';

/** A row of the wide layout with the gap below it, CSS pixels. */
const ROW = 48;

/** The editor of a dashboard. */
export class EditorPage {
  static readonly newPath = '/dashboards/new';
  readonly #page: Page;
  readonly title: Locator;
  readonly layout: Locator;
  /** The settings of the selected widget, or of the dashboard. */
  readonly settings: Locator;
  readonly undo: Locator;
  readonly redo: Locator;
  readonly paste: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.title = page.getByRole('textbox', { name: 'Title of the dashboard' });
    this.layout = page.getByRole('application', { name: 'Layout' });
    this.settings = page.getByRole('complementary');
    this.undo = page.getByRole('button', { name: 'Undo', exact: true });
    this.redo = page.getByRole('button', { name: 'Redo', exact: true });
    this.paste = page.getByRole('button', { name: 'Paste', exact: true });
  }

  /** Tiles of the layout, in reading order. */
  get tiles(): Locator {
    // What a widget has inside is inert: only the tile itself is a button for people.
    return this.layout.locator('[data-tile] > button');
  }

  /** A tile; its name begins with its title, then tells kind and place. */
  tile(name: string | RegExp): Locator {
    return this.tiles.and(this.#page.getByRole('button', { name }));
  }

  /** Adds a widget from the catalogue, as its example. @param kind its name for people */
  async add(kind: string): Promise<void> {
    await this.#page
      .getByRole('button', { name: /^(Add a widget|Choose a widget)$/ })
      .first()
      .click();
    await this.#page.getByRole('button', { name: `Add ${kind}`, exact: true }).click();
  }

  /** Sets the title of the selected widget. */
  async rename(title: string): Promise<void> {
    await this.settings.getByRole('textbox', { name: 'Title', exact: true }).fill(title);
  }

  /** Drags the corner of a tile of the wide layout. @param name of its widget in the document */
  async sizeByMouse(name: string, by: { readonly columns: number; readonly rows: number }): Promise<void> {
    const tile = this.layout.locator(`[data-tile="${name}"]`);
    const grid = await this.layout.boundingBox();
    await tile.hover();
    // The tile may still be on its way to where it was dropped.
    await expect.poll(() => tile.evaluate((one) => one.getAnimations().length)).toBe(0);
    const box = await tile.boundingBox();
    if (grid === null || box === null) throw new Error('There is no layout with this tile.');
    const [x, y] = [box.x + box.width - 8, box.y + box.height - 8];
    await this.#page.mouse.move(x, y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(x + (by.columns * grid.width) / 12, y + by.rows * ROW, { steps: 8 });
    await this.#page.mouse.up();
  }

  async save(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Save', exact: true }).click();
    await this.#page.getByRole('link', { name: 'Edit', exact: true }).waitFor();
  }

  /** Waits until the newest change would survive a crash. */
  async expectDraftKept(): Promise<void> {
    await expect(this.#page.getByText('Kept as a draft in this browser.')).toBeVisible();
  }
}
