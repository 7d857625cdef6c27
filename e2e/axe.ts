import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './fixtures.ts';

/** WCAG 2.2 AA, and what the makers of axe hold to be good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SCHEMES = ['light', 'dark'] as const;

/** What is against the rules, a line each: which rule, where, why. @param within only there */
async function violations(page: Page, within: string | null): Promise<readonly string[]> {
  // It is large: once for each page that is loaded.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ rules, selector }) => {
      const { run }: typeof axe = Reflect.get(globalThis, 'axe');
      const { violations: found } = await run(selector ?? document, {
        runOnly: { type: 'tag', values: rules },
        // What is well is not told of in full, and nothing is fetched anew to be looked at: there are no frames, films or foreign styles.
        resultTypes: ['violations'],
        preload: false,
      });
      return found.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
      );
    },
    { rules: RULES, selector: within },
  );
}

/** Looks at what is shown now, in light and in dark, by all rules. It begins in the colours that are there. @param within only there */
export async function expectAccessible(page: Page, within: string | null = null): Promise<void> {
  const html = page.locator('html');
  const shown = await html.getAttribute('data-mantine-color-scheme');
  for (const colorScheme of shown === 'dark' ? SCHEMES.toReversed() : SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await expect(html).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    expect.soft(await violations(page, within), `in ${colorScheme}`).toEqual([]);
  }
}
