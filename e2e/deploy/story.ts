import type { Page } from '@playwright/test';
import type { Demo } from '../../demo/demo.ts';
import { AccountPage } from '../pages/account.ts';
import { AlarmsPage } from '../pages/alarms.ts';
import { AuditPage } from '../pages/audit.ts';
import { ConnectionEditor } from '../pages/connection-editor.ts';
import { CONNECTIONS, ConnectionsPage } from '../pages/connections.ts';
import { DashboardsPage } from '../pages/dashboards.ts';
import { EditorPage } from '../pages/editor.ts';
import { InspectorPage } from '../pages/inspector.ts';
import { LabelsPage } from '../pages/labels.ts';
import { OverviewPage } from '../pages/overview.ts';
import { Recordings } from '../pages/recording.ts';
import { ScanPage } from '../pages/scan.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { ChartTile } from '../pages/tile.ts';
import { WallPage } from '../pages/wall.ts';
import { noteAddresses, unvisited } from '../routes.ts';
import { expect } from './fixtures.ts';
import type { Site } from './site.ts';

/** Follows a link of the navigation. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
}

/** Chooses in the menu of the dashboard that is shown. */
async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions of this dashboard' }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Looks at the dashboard that is shown as a wall would have it, and comes back. */
async function showOnWall(page: Page): Promise<void> {
  await choose(page, 'Show as a wall display');
  await expect(new WallPage(page).health).toHaveAttribute('data-health', 'well');
  await page.goBack();
  await expect(page.getByRole('banner')).toBeVisible();
}

/** The frames of a connection, a recording of them, and a connection of one's own. */
async function useConnections(page: Page, site: Site): Promise<void> {
  const connections = new ConnectionsPage(page);
  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online');
  const inspector = new InspectorPage(page);
  const recordings = new Recordings(page);
  await inspector.open('cells');
  await recordings.start('1 minute');
  await expect(inspector.frames.nth(1)).toBeVisible();
  const { path } = await recordings.save();
  await inspector.leave();
  await recordings.replay(path);
  const { card } = recordings;
  await card.getByRole('link', { name: 'Show its readings' }).click();
  await expect(page).toHaveURL(/\/connections\/[^/]+\/recording/);
  await expect(page.getByText('Nothing of it is live')).toBeVisible();
  await goTo(page, 'Connections');
  await card.getByRole('button', { name: 'Close recording' }).click();
  await expect(card).toHaveCount(0);

  const editor = new ConnectionEditor(page);
  await editor.open();
  await editor.choose('What is connected to', 'JSON');
  await editor.field('Name').fill('Cold store');
  await editor.choose('Over', 'Server-sent events');
  await editor.field('Address').fill(`${site.page}back-ends/edge/api/temperature/events/1`);
  await editor.field('Device').fill('=cold');
  await editor.field('Values').fill('$.TemperatureRead');
  await editor.test();
  await editor.expectStep('devices', 'ok', 'One device: cold.');
  await editor.save();
  const mine = connections.item('cold-store');
  await mine.expectStatus('online');
  // What has come of it stands above it, and moves it down once.
  await expect(page.getByRole('link', { name: 'Make me a dashboard' })).toBeVisible();
  await mine.choose('Change');
  await expect(editor.field('Name')).toHaveValue('Cold store');
  await page.getByRole('main').getByRole('link', { name: 'Connections' }).click();
  await mine.choose('Leave out in this browser');
  await mine.expectStatus('disabled');
}

/** The overview and its controls, dashboards of one's own, and the link that carries one. */
async function useDashboards(page: Page, site: Site, demo: Demo): Promise<void> {
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
  await showOnWall(page);

  // A dashboard of one's own, at an address that nginx knows nothing of, and the link that carries it.
  await choose(page, 'Duplicate to edit');
  await expect(new EditorPage(page).title).toHaveValue('Overview (copy)');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page).toHaveURL((url) => url.href.startsWith(`${site.page}dashboards/own/`));
  await page.reload();
  await heater.expectState('on');
  await showOnWall(page);
  await choose(page, 'Link…');
  const field = page.getByRole('dialog').getByLabel('Link');
  await expect(field).toHaveValue(new RegExp(`^${site.page}dashboards/link#`));
  const link = await field.inputValue();
  await page.goto(link.replace('#', '?kiosk#'));
  await expect(new WallPage(page).root).toBeVisible();
  await heater.expectState('on');
  await page.goto(link);
  await heater.expectState('on');

  await goTo(page, 'Dashboards');
  const dashboards = new DashboardsPage(page);
  await expect(page.getByRole('main').getByRole('link', { name: 'Overview' }).first()).toBeVisible();
  await dashboards.link('Any thermometer').click();
  await expect(dashboards.title('Any thermometer')).toBeVisible();
  await showOnWall(page);
  await goTo(page, 'Dashboards');
  await page.getByRole('link', { name: 'New dashboard' }).click();
  await new EditorPage(page).add('Chart');
  await expect(new EditorPage(page).tiles).toHaveCount(1);
  await new EditorPage(page).save();
}

/** Opens an address as somebody who has to sign in first, through the provider on another host, and is led back to it. */
export async function signInFor(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await new SignInPage(page).signIn('technician');
  await expect(page).toHaveURL(address);
}

/** A device with its control, the codes on machines, and what reads them where there is no camera. */
export async function useDevices(page: Page, site: Site, demo: Demo): Promise<void> {
  await goTo(page, 'Devices');
  await page.getByRole('link', { name: 'Print labels' }).click();
  await expect(new LabelsPage(page).code('fleet/dimmer-1')).toBeVisible();
  await goTo(page, 'Devices');
  await page.getByRole('link', { name: 'Scan a code' }).click();
  const scan = new ScanPage(page);
  await scan.open.click();
  await expect(scan.problem).toBeVisible();
  await scan.type('fleet/dimmer-1');
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
}

/** Uses every page there is, from signing in on, as it is deployed; ends signed in. */
export async function useEveryPage(page: Page, site: Site, demo: Demo): Promise<void> {
  const addresses = noteAddresses(page);
  await signInFor(page, `${site.page}connections?window=30s`);
  await useConnections(page, site);
  await useDashboards(page, site, demo);
  await useDevices(page, site, demo);

  await goTo(page, 'Alarms');
  await page.getByRole('button', { name: 'Test the sound' }).click();
  await expect(page.getByText('That was the sound.')).toBeVisible();
  await new AlarmsPage(page).openJournal();
  await goTo(page, 'Audit');
  const audit = new AuditPage(page);
  await expect(audit.commands).toHaveCount(2);
  await audit.openLife(audit.commands.first());
  expect(await audit.saveCsv()).toContain('dimmer-1');
  await goTo(page, 'Account');
  const account = new AccountPage(page);
  await account.scheme('Dark').check();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');

  await page.goto(`${site.page}kiosk`);
  await page.getByRole('link', { name: 'hall' }).click();
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('on');
  await page.goto(`${site.page}nowhere`);
  await page.getByRole('link', { name: 'Go to the overview' }).click();
  await heater.expectState('on');
  expect(unvisited(addresses, site.page)).toEqual([]);
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
