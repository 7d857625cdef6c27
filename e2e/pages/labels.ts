import type { Locator, Page } from '@playwright/test';

/** The page with the labels of all devices. */
export class LabelsPage {
  static readonly path = '/devices/labels';
  readonly labels: Locator;
  readonly print: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.labels = page.getByRole('list', { name: 'Labels' }).getByRole('listitem');
    this.print = page.getByRole('button', { name: /^Print / });
  }

  /** A device's label, by the code that is typed. */
  label(code: string): Locator {
    return this.labels.filter({ has: this.#page.getByText(code, { exact: true }) });
  }

  /** The code itself on a label. */
  code(code: string): Locator {
    return this.label(code).getByRole('img');
  }
}
