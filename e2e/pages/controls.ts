import { expect, type Locator, type Page } from '@playwright/test';
import { Tile } from './tile.ts';

type ControlKind = 'button' | 'choice' | 'group' | 'interval' | 'json' | 'setpoint' | 'switch';

/** A control that gives orders by a button. */
export class ControlTile extends Tile {
  readonly #page: Page;

  constructor(page: Page, title: string, widget: ControlKind) {
    super(page, title, widget);
    this.#page = page;
  }

  button(name: string | RegExp): Locator {
    return this.region.getByRole('button', { name });
  }

  /** The question whether an order is meant. */
  get question(): Locator {
    return this.#page.getByRole('dialog');
  }

  /** A group's line about one of its targets. */
  target(name: string): Locator {
    return this.region.getByRole('listitem').filter({ hasText: name });
  }

  async expectState(state: string): Promise<void> {
    await expect(this.region).toHaveAttribute('data-state', state);
  }

  /** Puts the pointer down on a button and leaves it there. */
  async holdDown(button: Locator): Promise<void> {
    await button.hover();
    await this.#page.mouse.down();
  }

  async letGo(): Promise<void> {
    await this.#page.mouse.up();
  }
}
