import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { ConnectionStatus } from '../../src/model/connection.ts';
import { noteAttribute } from './tile.ts';

/** The demo's connections, by id. */
export const CONNECTIONS = ['bridge', 'fleet', 'cells', 'jobs', 'edge'] as const;

/** A figure's name on the connections page. */
type Figure =
  | 'Frames/s'
  | 'Last frame'
  | 'Frames'
  | 'Reconnects'
  | 'Unreadable'
  | 'Skipped'
  | 'Dropped'
  | 'Summarised'
  | 'Forgotten';

/** One connection on the connections page. */
export class ConnectionItem {
  readonly item: Locator;
  readonly #page: Page;

  constructor(page: Page, id: string) {
    this.#page = page;
    this.item = page.getByRole('listitem').and(page.locator(`[data-connection="${id}"]`));
  }

  /** Chooses what is to be done with it, in its menu. */
  async choose(action: 'Change' | 'Duplicate' | 'Leave out in this browser' | 'Remove…'): Promise<void> {
    await this.item.getByRole('button', { name: /^Actions for/ }).click();
    await this.#page.getByRole('menuitem', { name: action }).click();
  }

  async expectStatus(status: ConnectionStatus | 'disabled', timeout?: number): Promise<void> {
    await expect(this.item).toHaveAttribute('data-status', status, timeout === undefined ? {} : { timeout });
  }

  /** The number of one of its figures. NaN before there is one. */
  async figure(name: Figure): Promise<number> {
    const term = this.item.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) });
    const shown = await term
      .locator('xpath=following-sibling::dd')
      .evaluate((dd) => dd.firstChild?.textContent ?? '');
    return Number.parseFloat(shown.replace(/[^\d.]/g, ''));
  }

  /** Starts noting every status from now on; what is returned gives them in order. */
  noteStatus(): Promise<() => Promise<readonly string[]>> {
    return noteAttribute(this.item, 'data-status');
  }
}

/** The connections page. */
export class ConnectionsPage {
  static readonly path = '/connections';
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get items(): Locator {
    return this.#page.getByRole('listitem').and(this.#page.locator('[data-connection]'));
  }

  /** Saves the configuration as it is used here, and gives its text. */
  async exportConfig(): Promise<string> {
    const saving = this.#page.waitForEvent('download');
    await this.#page.getByRole('button', { name: 'Export config.json' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('config.json');
    return readFile(await saved.path(), 'utf8');
  }

  item(id: string): ConnectionItem {
    return new ConnectionItem(this.#page, id);
  }
}
