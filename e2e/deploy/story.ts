import type { Page } from '@playwright/test';
import type { Demo } from '../../demo/demo.ts';
import { AccountPage } from '../pages/account.ts';
import { AuditPage } from '../pages/audit.ts';
import { CONNECTIONS, ConnectionsPage } from '../pages/connections.ts';
import { DevicesPage } from '../pages/devices.ts';
import { EditorPage } from '../pages/editor.ts';
import { InspectorPage } from '../pages/inspector.ts';
import { OverviewPage } from '../pages/overview.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { ChartTile } from '../pages/tile.ts';
import { expect } from './fixtures.ts';
import type { Site } from './site.ts';

/** Follows a link of the navigation. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
}

/** Uses every page there is, from signing in on, as it is deployed; ends signed in. */
export async function useEveryPage(page: Page, site: Site, demo: Demo): Promise<void> {
  await page.goto(`${site.page}connections?window=30s`);
  await new SignInPage(page).signIn('technician');
  // Back to where the person was going, through the provider on another host.
  await expect(page).toHaveURL(`${site.page}connections?window=30s`);
  const connections = new ConnectionsPage(page);
  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online');
  const inspector = new InspectorPage(page);
  await inspector.open('cells');
  await expect(inspector.frames.first()).toBeVisible();

  await goTo(page, 'Overview');
  await expect(page).toHaveURL((url) => url.href === site.page);
  const overview = new OverviewPage(page);
  const heater = overview.switch('Heater');
  await heater.expectState('off');
  await heater.control.click();
  await heater.expectState('on');
  expect(demo.plant.relay('heater')).toBe(true);
  for (const title of ['Power', 'Events', 'Temperatures', 'Light', 'Bakery job']) {
    await overview.tile(title).show();
  }
  const power = overview.chart('Power');
  await power.show();
  await expect.poll(() => power.samples()).toBeGreaterThan(4);
  await power.region.getByRole('button', { name: 'Actions for Power' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await expect(power.region.getByRole('table')).toBeVisible();
  await page.getByRole('button', { name: 'Range…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');

  // A dashboard of one's own, at an address that nginx knows nothing of, and the link that carries it.
  const choose = async (action: string) => {
    await page.getByRole('button', { name: 'Actions of this dashboard' }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  await choose('Duplicate to edit');
  await expect(new EditorPage(page).title).toHaveValue('Overview (copy)');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page).toHaveURL((url) => url.href.startsWith(`${site.page}dashboards/own/`));
  await page.reload();
  await heater.expectState('on');
  await choose('Link…');
  const link = page.getByRole('dialog').getByLabel('Link');
  await expect(link).toHaveValue(new RegExp(`^${site.page}dashboards/link#`));
  await page.goto(await link.inputValue());
  await heater.expectState('on');
  await goTo(page, 'Dashboards');
  await expect(page.getByRole('main').getByRole('link', { name: 'Overview' }).first()).toBeVisible();

  await goTo(page, 'Devices');
  const devices = new DevicesPage(page);
  await devices.open('dimmer-1');
  await expect(page).toHaveURL(`${site.page}devices/fleet/dimmer-1`);
  const level = page.getByRole('region', { name: 'level' }).getByRole('spinbutton');
  await level.fill('60');
  await level.press('Enter');
  await expect.poll(() => demo.plant.dimmer()).toBe(60);

  await page.reload();
  await expect.poll(() => new ChartTile(page, 'level over time').samples()).toBeGreaterThan(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page).toHaveURL(`${site.page}devices/fleet/dimmer-1`);

  await goTo(page, 'Audit');
  const audit = new AuditPage(page);
  await expect(audit.commands).toHaveCount(2);
  await audit.openLife(audit.commands.first());
  expect(await audit.saveCsv()).toContain('dimmer-1');
  await goTo(page, 'Account');
  const account = new AccountPage(page);
  await account.scheme('Dark').check();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.goto(`${site.page}nowhere`);
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await heater.expectState('on');
}

/** Signs out, and looks at what nginx wrote down meanwhile. */
export async function signOut(page: Page, site: Site): Promise<void> {
  await goTo(page, 'Account');
  await new AccountPage(page).signOut.click();
  await expect(new SignInPage(page).start).toBeVisible();
  await expect(page).toHaveURL(site.page);
  // Links carry tokens in their addresses, and the sign-in its code: nginx writes none of them down.
  const log = site.log();
  expect(log).toContain(`GET ${new URL(site.page).pathname}back-ends/fleet/`);
  expect(log).not.toMatch(/eyJ|[?&](token|access_token|code)=|bigclown/);
}
