import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { AlarmsPage } from './pages/alarms.ts';
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

/** The two places where German has an English word: what was read stands without them. */
const GERMAN_FRAMES = /\d+ Frames kamen|Die letzten Frames/g;

/** Words that only the page's own English has. */
const ENGLISH =
  /\b(ago|stale|Reported|Waiting|Sign (in|out)|Find a|Skip to|Show|Devices|Alarms|Connections|Account|Overview|Save as|Nothing|You see|Role|Colours|Last reading|Time window|Back to|Legend|newest first|the last|Frames|Readings|Inspect|Connect|Add|Remove|Undo|Title|Name|Empty|Reachable|Signed|Save|Saved|Not|Where|Nothing|Series|Limits|Shown|Choose|works|frame|required|expected)\b/;

const LANGUAGES = [
  {
    lang: 'cs',
    overview: 'Přehled',
    devices: 'Zařízení',
    account: 'Účet',
    audit: 'Povely',
    on: 'Zapnuto',
    alarm: 'vysokáAir, horní meza další (1)',
    connections: 'Spojení',
    add: 'Přidat spojení',
    test: 'Zkouška',
    newDashboard: 'Nový panel',
    addWidget: 'Přidat prvek',
    addSwitch: 'Přidat: Spínač',
    moved: /Spínač: sloupec 2, řádek 1, šířka 3 sloupce, výška 4 řádky/,
  },
  {
    lang: 'de',
    overview: 'Übersicht',
    devices: 'Geräte',
    account: 'Konto',
    audit: 'Befehle',
    on: 'Ein',
    alarm: 'hochAir, hochund 1 weitere',
    connections: 'Verbindungen',
    add: 'Verbindung hinzufügen',
    test: 'Test',
    newDashboard: 'Neues Dashboard',
    addWidget: 'Widget hinzufügen',
    addSwitch: 'Schalter hinzufügen',
    moved: /Schalter: Spalte 2, Zeile 1, 3 Spalten breit, 4 Zeilen hoch/,
  },
] as const;

/** There is always air and light: two alarms that nothing ends. */
const RULES = ['concentration', 'illuminance'].map((quantity) => ({
  id: quantity,
  title: 'Air',
  kind: 'limit',
  connection: 'bridge',
  quantity,
  high: { at: 1 },
}));

for (const { lang, overview, devices, account, audit, on, alarm } of LANGUAGES) {
  test(`The main pages are in ${lang}, numbers with a comma, and a switch says its state`, async ({
    page,
    signIn,
    serveConfig,
  }) => {
    await page.addInitScript((wanted) => localStorage.setItem('signalbox.language', wanted), lang);
    await serveConfig((config) => ({ ...config, alarms: RULES }));
    await signIn('technician');
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    const pages = page.getByRole('navigation').first();
    await expect(pages.getByRole('link', { name: overview })).toBeVisible();
    // Words of the alarms are there from the start, not only once a later page has been opened.
    await expect(new AlarmsPage(page).banner).toHaveText(alarm);
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

for (const { lang, connections, add, test: trial, newDashboard, addWidget, ...words } of LANGUAGES) {
  test(`Connections and the editor are in ${lang}, down to what the engine says and what is wrong`, async ({
    page,
    signIn,
  }) => {
    await page.addInitScript((wanted) => localStorage.setItem('signalbox.language', wanted), lang);
    await signIn('technician', '/connections');
    await expect(page.getByRole('heading', { level: 1, name: connections })).toBeVisible();
    await expect(page.locator('[data-connection="bridge"][data-status="online"]')).toBeVisible();
    expect(await wordsOf(page), connections).not.toMatch(ENGLISH);

    await page.goto('/connections/new?from=bridge');
    const button = page.getByRole('button', { name: trial, exact: true });
    await button.click();
    await expect(page.getByRole('alert').or(page.locator('[data-over="true"]'))).toBeVisible();
    expect((await wordsOf(page)).replace(GERMAN_FRAMES, ''), add).not.toMatch(ENGLISH);

    await page.goto('/dashboards/new');
    await page.getByRole('button', { name: addWidget }).click();
    await expect(page.locator('[data-kind="switch"] [data-state]')).toBeVisible();
    expect(await wordsOf(page), addWidget).not.toMatch(ENGLISH);
    await page.getByRole('button', { name: words.addSwitch }).click();
    const tile = page.locator('[data-tile="switch"] > button');
    await expect(tile).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(tile).toHaveAccessibleName(words.moved);
    expect(await wordsOf(page), newDashboard).not.toMatch(ENGLISH);
  });
}

test('A browser that reports what is no language tag gets the page and its charts', async ({
  page,
  signIn,
}) => {
  await page.addInitScript(() => {
    for (const [name, value] of Object.entries({ language: 'en-US@posix', languages: ['en-US@posix'] }))
      Object.defineProperty(Navigator.prototype, name, { configurable: true, get: () => value });
  });
  await signIn('viewer');
  const chart = new OverviewPage(page).chart('Workshop temperature');
  await expect.poll(() => chart.samples()).toBeGreaterThan(2);
});

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
