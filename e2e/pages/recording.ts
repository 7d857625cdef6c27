import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** Recording a connection, on its inspector, and replaying files, on the connections page. */
export class Recordings {
  readonly #page: Page;
  /** What is said of the recording that goes on. */
  readonly progress: Locator;
  readonly #panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#panel = page.getByRole('region', { name: 'Recording' });
    this.progress = this.#panel.getByRole('status');
  }

  async start(length: '1 minute' | '10 minutes' | '1 hour'): Promise<void> {
    await this.#panel.getByLabel('Record for').selectOption({ label: length });
    await this.#panel.getByRole('button', { name: 'Record to a file' }).click();
    await expect(this.progress).toHaveText(/^Recording: /);
  }

  /** Ends the recording, and gives its file. */
  async save(): Promise<{ readonly path: string; readonly text: string; readonly name: string }> {
    const saving = this.#page.waitForEvent('download');
    await this.#panel.getByRole('button', { name: /^(Stop and save|Save)$/ }).click();
    const saved = await saving;
    const path = await saved.path();
    return { path, text: await readFile(path, 'utf8'), name: saved.suggestedFilename() };
  }

  /** On the connections page. */
  async replay(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.#page.getByLabel('File of a recording').setInputFiles(file);
  }

  /** The card of a recording that is played. */
  get card(): Locator {
    return this.#page.locator('[data-status="replaying"]');
  }
}
