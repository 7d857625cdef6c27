import { expect, type Locator, type Page } from '@playwright/test';

/** A step of a connection's test. */
type Step = 'reachable' | 'signed-in' | 'frame' | 'devices';

/** The form for a connection of this browser. */
export class ConnectionEditor {
  readonly #page: Page;
  /** What is found out by the test. */
  readonly result: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.result = page.getByRole('region', { name: 'Test', exact: true });
  }

  async open(): Promise<void> {
    await this.#page.getByRole('link', { name: 'Add a connection' }).click();
    await expect(this.#page.getByRole('heading', { name: 'Add a connection' })).toBeVisible();
  }

  field(label: string): Locator {
    return this.#page.getByRole('main').getByLabel(new RegExp(`^${label}( \\(optional\\))?$`));
  }

  async choose(label: string, choice: string): Promise<void> {
    await this.field(label).selectOption({ label: choice });
  }

  /** Tests it and waits for the end. */
  async test(): Promise<void> {
    await this.#page.getByRole('button', { name: /^Test/ }).click();
    await expect(this.result).toHaveAttribute('data-over', 'true', { timeout: 30_000 });
  }

  async expectStep(step: Step, state: 'ok' | 'failed' | 'waiting' | 'unclear', words = ''): Promise<void> {
    const shown = this.result.locator(`[data-step="${step}"]`);
    await expect(shown).toHaveAttribute('data-state', state);
    await expect(shown).toContainText(words);
  }

  async save(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Save and connect' }).click();
  }
}
