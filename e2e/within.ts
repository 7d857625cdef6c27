import { expect, type Page } from '@playwright/test';

/**
 * Goes to another address without loading the page anew, for walks through many: starting it once a page would be most of the time.
 * Returns once the heading of what was shown before is gone; within one page, as to its `?view=journal`, it stays, and the caller waits for what it went for.
 */
export async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    if (new URL(address, location.href).pathname !== location.pathname)
      document.querySelector('main h1')?.setAttribute('data-left', '');
    history.pushState(null, '', address);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await expect(page.locator('[data-left]')).toHaveCount(0);
}
