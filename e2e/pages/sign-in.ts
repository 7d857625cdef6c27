import type { Locator, Page } from '@playwright/test';

/** What a person meets before they are signed in: the page's own first screen, then the provider's form. */
export class SignInPage {
  /** Leads from the first screen to the provider; the button of its form has the same name. */
  readonly start: Locator;
  readonly username: Locator;
  readonly password: Locator;
  /** What the provider says was wrong with the last try. */
  readonly error: Locator;

  constructor(page: Page) {
    this.start = page.getByRole('button', { name: 'Sign in', exact: true });
    this.username = page.getByLabel('Username');
    this.password = page.getByLabel('Password');
    this.error = page.getByRole('alert');
  }

  /** Signs in from the first screen on; the demo's passwords are the accounts' names. */
  async signIn(username: string, password = username): Promise<void> {
    await this.start.click();
    await this.fillIn(username, password);
  }

  /** Fills in the provider's form and sends it. */
  async fillIn(username: string, password = username): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(password);
    await this.password.press('Enter');
  }
}
