import type { Locator, Page } from '@playwright/test';

/** The account page: who is signed in, and what they like. */
export class AccountPage {
  static readonly path = '/account';
  readonly main: Locator;
  readonly signOut: Locator;
  /** What the page says of its own health. */
  readonly health: Locator;

  constructor(page: Page) {
    this.main = page.getByRole('main');
    this.health = page.getByRole('region', { name: 'Health of this page' });
    this.signOut = page.getByRole('button', { name: 'Sign out' });
  }

  /** The choice of a colour scheme, by its word. */
  scheme(name: 'Light' | 'Dark' | 'Sun'): Locator {
    return this.main.getByRole('radio', { name });
  }
}
