import type { Page } from '@playwright/test';
import { DIMMER, serveDashboard } from './dashboard.ts';
import { expect, test } from './fixtures.ts';
import { leftInEnglish } from './left-in-english.ts';
import { AlarmsPage } from './pages/alarms.ts';
import { OverviewPage } from './pages/overview.ts';
import { SetpointTile } from './pages/setpoint.ts';
import { Tile } from './pages/tile.ts';
import { STANDING } from './standing.ts';
import { goWithin } from './within.ts';

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

for (const { lang, overview, devices, account, audit, on, alarm } of LANGUAGES) {
  test(`The main pages are in ${lang}, numbers with a comma, and a switch says its state`, async ({
    page,
    signIn,
    serveConfig,
  }) => {
    await page.addInitScript((wanted) => localStorage.setItem('signalbox.language', wanted), lang);
    await serveConfig((config) => ({ ...config, alarms: STANDING }));
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

/** Names that the demo and its devices have given, which are no texts of the page's. */
const GIVEN = ['Overview'];

test('Of the pages behind the first one, of the palette and of the help sheet no text is left in English', async ({
  page,
  signIn,
  serveConfig,
}) => {
  await page.addInitScript(() => localStorage.setItem('signalbox.language', 'cs'));
  await serveConfig((config) => ({ ...config, alarms: STANDING }));
  await signIn('technician', '/audit');
  await expect(new AlarmsPage(page).banner).toBeVisible();
  for (const [path, sign] of [
    ['/alarms', page.locator('tr[data-alarm]')],
    ['/dashboards', page.getByRole('heading', { level: 1, name: 'Panely' })],
    ['/alarms?view=journal', page.locator('tr[data-event]')],
    ['/devices/bridge/thermometer%2Fi2c0-48', page.locator('[data-samples]')],
    ['/connections/bridge/inspect', page.locator('[data-seen]')],
    ['/no-such-page', page.getByRole('heading', { level: 1 })],
  ] as const) {
    await goWithin(page, path);
    await expect(sign.first()).toBeVisible();
    expect.soft(await leftInEnglish(page, GIVEN), path).toEqual([]);
  }
  for (const key of ['Control+k', '?']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await leftInEnglish(page, GIVEN), key).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  // It would be found.
  await goWithin(page, '/account');
  await page.getByRole('radio', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
  expect(await leftInEnglish(page)).toEqual(expect.arrayContaining(['Account', 'Alarms', 'Sign out']));
});

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

test('Numbers of controls and scales, and in what is refused, have the decimal sign of the language', async ({
  page,
  signIn,
  demo,
}) => {
  demo.plant.setDimmer(21.5);
  const series = { connection: 'bridge', device: 'thermometer/i2c0-48', quantity: 'temperature' };
  await serveDashboard(
    page,
    { type: 'setpoint', title: 'Level', options: { actuator: DIMMER, min: 0.5, max: 99.5, unit: '%' } },
    { type: 'gauge', title: 'Dial', options: { series, min: -20.5, max: -0.5 } },
    { type: 'bar', title: 'Bars', options: { series: [series], min: 18.5, max: 21.5 } },
  );
  await page.addInitScript(() => localStorage.setItem('signalbox.language', 'cs'));
  await signIn('technician');
  const level = new SetpointTile(page, 'Level');
  await expect(level.value).toHaveText('21,5');
  await expect(level.slider).toHaveAttribute('aria-valuetext', '21,5 %');
  await level.field.fill('99.75');
  await level.field.press('Enter');
  await expect(level.region).toContainText('Největší přípustná hodnota je 99,5.');
  await expect(new Tile(page, 'Dial').region).toContainText('-20,5nad -0,5-0,5');
  await expect(new Tile(page, 'Bars').region.locator('svg')).toContainText('18,5');
  for (const title of ['Level', 'Dial', 'Bars'])
    await expect(new Tile(page, title).region).not.toContainText(/\d\.\d/);
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
