import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { OverviewPage } from './pages/overview.ts';

/** What a page shows and says, without what devices, people and the deployment named. */
async function wordsOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const said = [...document.querySelectorAll('[aria-label], [placeholder]')].map(
      (one) => `${one.getAttribute('aria-label') ?? ''} ${one.getAttribute('placeholder') ?? ''}`,
    );
    return `${document.body.textContent}\n${said.join('\n')}`;
  });
}

/** Words that only the page's own English has. */
const ENGLISH =
  /\b(ago|stale|Reported|Waiting|Sign (in|out)|Find a|Skip to|Show|Devices|Alarms|Connections|Account|Overview|Save as|Nothing|You see|Role|Colours|Last reading|Time window|Back to|Legend|newest first|the last)\b/;

const LANGUAGES = [
  {
    lang: 'cs',
    overview: 'Přehled',
    devices: 'Zařízení',
    account: 'Účet',
    audit: 'Záznam povelů',
    on: 'Zapnuto',
  },
  {
    lang: 'de',
    overview: 'Übersicht',
    devices: 'Geräte',
    account: 'Konto',
    audit: 'Befehlsprotokoll',
    on: 'Ein',
  },
] as const;

for (const { lang, overview, devices, account, audit, on } of LANGUAGES) {
  test(`The main pages are in ${lang}, numbers with a comma, and a switch says its state`, async ({
    page,
    signIn,
  }) => {
    await page.addInitScript((wanted) => localStorage.setItem('signalbox.language', wanted), lang);
    await signIn('technician');
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    const pages = page.getByRole('navigation').first();
    await expect(pages.getByRole('link', { name: overview })).toBeVisible();
    const plant = new OverviewPage(page);
    await expect(
      page
        .locator('[data-value]')
        .filter({ hasText: /^-?\d+,\d+$/ })
        .first(),
    ).toBeVisible();
    const heater = plant.switch('Heater');
    await heater.show();
    await heater.region.getByRole('switch').click();
    await expect(heater.region.getByRole('switch')).toContainText(on);
    expect(await wordsOf(page)).not.toMatch(ENGLISH);

    for (const name of [devices, audit, account]) {
      await pages.getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
      expect(await wordsOf(page), name).not.toMatch(ENGLISH);
    }
  });
}

test('A person chooses their language, which is kept in this browser', async ({ page, signIn }) => {
  await signIn('technician', '/account');
  await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
  await page.getByRole('radio', { name: 'Čeština' }).click();
  await expect(page.getByRole('heading', { name: 'Účet', level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Účet', level: 1 })).toBeVisible();
  await page.getByRole('radio', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('Nobody has set up anything yet: three steps lead to a chart of their own', async ({
  page,
  serveConfig,
}) => {
  await serveConfig(({ oidc, ...config }) => ({ ...config, connections: [], alarms: [], dashboards: [] }));
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Nothing to show yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Add a connection' }).click();
  await expect(page).toHaveURL(/\/connections\/new$/);
});
