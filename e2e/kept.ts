import type { Page } from '@playwright/test';

/** Everything this browser keeps in its storages, but for the session's own entry. */
export function kept(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify(
      [localStorage, sessionStorage].map((storage) =>
        Object.entries(storage).filter(([name]) => !name.startsWith('oidc.')),
      ),
    ),
  );
}
