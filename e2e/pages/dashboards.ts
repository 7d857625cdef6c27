import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** What can be done with a dashboard, as its menu words it. */
type Deed = 'Duplicate' | 'Duplicate to edit' | 'Rename…' | 'Export as a file' | 'Link…' | 'Delete';

/** A document as a test wants it: only what it is about. */
export interface TestDashboard {
  readonly id: string;
  readonly title: string;
  readonly tags?: readonly string[];
  readonly version?: number;
  readonly widgets?: Readonly<Record<string, { type: string; title: string; options?: unknown }>>;
  readonly variables?: readonly unknown[];
}

/** The whole document, with two widgets in each row. */
export function dashboardOf({
  id,
  title,
  tags = [],
  version = 2,
  widgets = {},
  variables = [],
}: TestDashboard) {
  const wide = Object.keys(widgets).map((widget, index) => ({
    widget,
    x: (index % 2) * 6,
    y: Math.floor(index / 2) * 4,
    w: 6,
    h: 4,
  }));
  return {
    kind: 'signalbox/dashboard',
    version,
    metadata: { id, title, tags },
    spec: { widgets, layout: { wide }, variables },
  };
}

/** The list of dashboards, and what it does with them. */
export class DashboardsPage {
  static readonly path = '/dashboards';
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(): Promise<void> {
    await this.#page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name: 'Dashboards' })
      .click();
  }

  get rows(): Locator {
    return this.#page
      .getByRole('table', { name: 'Dashboards' })
      .getByRole('row')
      .filter({ has: this.#titles });
  }

  get #titles(): Locator {
    return this.#page.getByRole('rowheader');
  }

  /** A dashboard's line, by its title. */
  row(title: string): Locator {
    return this.#page
      .getByRole('row')
      .filter({ has: this.#page.getByRole('rowheader', { name: title, exact: true }) });
  }

  /** The link that opens it. */
  link(title: string): Locator {
    return this.row(title).getByRole('link', { name: title, exact: true });
  }

  /** Does something with a dashboard of the list. */
  async choose(title: string, deed: Deed): Promise<void> {
    await this.#page.getByRole('button', { name: `Actions of ${title}`, exact: true }).click();
    await this.#page.getByRole('menuitem', { name: deed, exact: true }).click();
  }

  /** Does something with the dashboard that is shown. */
  async chooseHere(deed: Deed): Promise<void> {
    await this.#page.getByRole('button', { name: 'Actions of this dashboard' }).click();
    await this.#page.getByRole('menuitem', { name: deed, exact: true }).click();
  }

  get search(): Locator {
    return this.#page.getByRole('searchbox', { name: 'Find' });
  }

  /** A filter of the list. */
  filter(name: 'Tag' | 'Source'): Locator {
    return this.#page.getByRole('combobox', { name });
  }

  /** What came of what was done last. */
  get outcome(): Locator {
    return this.#page.locator('p').and(this.#page.getByRole('status'));
  }

  /** The title of the dashboard that is shown. */
  title(title: string): Locator {
    return this.#page.getByRole('heading', { level: 1, name: title, exact: true });
  }

  /** Imports a file of this content. */
  async import(name: string, content: unknown): Promise<void> {
    await this.#page.getByLabel('Files to import').setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    });
  }

  /** What a deed that saves a file saves: its name, and the document in it. */
  async saved(act: () => Promise<void>): Promise<{ readonly name: string; readonly document: unknown }> {
    const download = this.#page.waitForEvent('download');
    await act();
    const file = await download;
    return {
      name: file.suggestedFilename(),
      document: JSON.parse(await readFile(await file.path(), 'utf8')),
    };
  }

  /** The link that carries the dashboard the dialog is about. */
  async carrier(): Promise<string> {
    const field = this.#page.getByRole('dialog').getByRole('textbox', { name: 'Link' });
    // It is packed while the dialog is there already.
    await expect(field).not.toHaveValue('');
    return await field.inputValue();
  }
}
