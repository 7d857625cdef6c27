import { expect, type Locator, type Page } from '@playwright/test';

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

  constructor(page: Page) {
    this.#page = page;
    this.title = page.getByRole('textbox', { name: 'Title of the dashboard' });
    this.layout = page.getByRole('application', { name: 'Layout' });
    this.settings = page.getByRole('complementary');
    this.undo = page.getByRole('button', { name: 'Undo', exact: true });
    this.redo = page.getByRole('button', { name: 'Redo', exact: true });
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

  async save(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Save', exact: true }).click();
    await this.#page.getByRole('link', { name: 'Edit', exact: true }).waitFor();
  }

  /** Waits until the newest change would survive a crash. */
  async expectDraftKept(): Promise<void> {
    await expect(this.#page.getByText('Kept as a draft in this browser.')).toBeVisible();
  }
}
