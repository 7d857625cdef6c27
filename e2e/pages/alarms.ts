import { expect, type Locator, type Page } from '@playwright/test';
import type { AlarmState } from '../../src/model/alarm.ts';
import { savedCsv } from './csv.ts';

/** One alarm in the list. */
export class AlarmRow {
  readonly row: Locator;

  constructor(row: Locator) {
    this.row = row;
  }

  async expectState(state: AlarmState, timeout?: number): Promise<void> {
    await expect(this.row).toHaveAttribute('data-state', state, timeout === undefined ? {} : { timeout });
  }

  get acknowledge(): Locator {
    return this.row.getByRole('button', { name: /^Acknowledge/ });
  }

  /** Chooses in its menu. */
  async choose(choice: string): Promise<void> {
    await this.row.getByRole('button', { name: /^Shelve/ }).click();
    await this.row.page().getByRole('menuitem', { name: choice }).click();
  }
}

/** The alarms: what is wrong now, and the journal of what was. */
export class AlarmsPage {
  static readonly path = '/alarms';
  readonly #page: Page;
  readonly rows: Locator;
  /** Lines of the journal, newest first. */
  readonly lines: Locator;
  /** In the page's frame, wherever one is. */
  readonly banner: Locator;
  readonly acknowledgeAll: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.rows = page.getByRole('table', { name: /^Alarms/ }).locator('tr[data-alarm]');
    this.lines = page.getByRole('table', { name: /^Journal/ }).locator('tr[data-event]');
    this.banner = page.locator('[data-alarm-banner]');
    this.acknowledgeAll = page.getByRole('button', { name: /^Acknowledge all/ });
  }

  /** Follows the link in the navigation. */
  async open(): Promise<void> {
    await this.#page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Alarms' }).click();
    await expect(this.#page.getByRole('heading', { name: 'Alarms', level: 1 })).toBeVisible();
  }

  /** The alarm whose title, and whatever else is told of it, has this in it. */
  alarm(text: string | RegExp): AlarmRow {
    return new AlarmRow(this.rows.filter({ hasText: text }));
  }

  async choose(label: 'State' | 'Priority', choice: string): Promise<void> {
    await this.#page.getByLabel(label, { exact: true }).selectOption({ label: choice });
  }

  async find(text: string): Promise<void> {
    await this.#page.getByRole('searchbox', { name: 'Find' }).fill(text);
  }

  async openJournal(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Journal' }).click();
  }

  /** Saves what the journal shows and gives the file's text. */
  async saveCsv(): Promise<string> {
    const saving = this.#page.waitForEvent('download');
    await this.#page.getByRole('button', { name: 'Save as CSV' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(/^signalbox-alarms-\d{4}-\d\d-\d\d\.csv$/);
    return savedCsv(saved);
  }
}
