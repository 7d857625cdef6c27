import { expect, type Locator, type Page } from '@playwright/test';
import { savedCsv } from './csv.ts';

/** The audit: every order given in this browser and what became of it. */
export class AuditPage {
  static readonly path = '/audit';
  readonly #page: Page;
  /** The commands that are listed, newest first. */
  readonly commands: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.commands = page.getByRole('table', { name: 'Commands, newest first' }).locator('tr[data-command]');
  }

  /** Follows the link in the navigation. */
  async open(): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Audit' }).click();
    await expect(this.#page.getByRole('heading', { name: 'Audit', level: 1 })).toBeVisible();
  }

  /** Chooses in one of the filters, by its label. */
  async choose(label: 'Connection' | 'Device' | 'Person' | 'Outcome', choice: string): Promise<void> {
    await this.#page.getByLabel(label, { exact: true }).selectOption({ label: choice });
  }

  async find(text: string): Promise<void> {
    await this.#page.getByRole('searchbox', { name: 'Find' }).fill(text);
  }

  /** Opens a command's life. */
  async openLife(command: Locator): Promise<Locator> {
    const toggle = command.getByRole('button', { name: /its life/ });
    await toggle.click();
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
    return this.#page.locator(`[id="${await toggle.getAttribute('aria-controls')}"]`);
  }

  /** Saves what is listed and gives the file's text. */
  async saveCsv(): Promise<string> {
    const saving = this.#page.waitForEvent('download');
    await this.#page.getByRole('button', { name: 'Save as CSV' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(/^signalbox-audit-\d{4}-\d\d-\d\d\.csv$/);
    return savedCsv(saved);
  }
}
