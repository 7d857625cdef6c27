import type { Locator, Page } from '@playwright/test';

/** The list of devices. */
export class DevicesPage {
  static readonly path = '/devices';
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** A device's entry in the list, by the device's name. */
  device(name: string): Locator {
    return this.#page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: this.#page.getByRole('link', { name, exact: true }) });
  }

  /** One quantity of a listed device: its row with value, unit and age. */
  quantity(device: string, quantity: string): Locator {
    return this.device(device)
      .getByRole('row')
      .filter({ has: this.#page.getByRole('rowheader', { name: quantity, exact: true }) });
  }

  async open(name: string): Promise<void> {
    await this.device(name).getByRole('link', { name, exact: true }).click();
  }
}
