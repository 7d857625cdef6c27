import type { Locator, Page } from '@playwright/test';

/** The account page: who is signed in, and what they like. */
export class AccountPage {
  static readonly path = '/account';
  readonly main: Locator;
  readonly signOut: Locator;

  constructor(page: Page) {
    this.main = page.getByRole('main');
    this.signOut = page.getByRole('button', { name: 'Sign out' });
  }

  /** The choice of a colour scheme, by its word. */
  scheme(name: 'Light' | 'Dark'): Locator {
    return this.main.getByRole('radio', { name });
  }
}
