import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ConnectionEditor } from './pages/connection-editor.ts';
import { ChartTile } from './pages/tile.ts';

/**
 * What somebody presses and fills in from an empty page to their chart. Nobody's minute can be measured here; this many, each named by the
 * page itself, fit into one.
 */
const MOST_PRESSES = 4;
const MOST_FIELDS = 6;

test('Nobody has set up anything yet: a few presses and fields lead to a chart of one’s own back end', async ({
  page,
  demo,
  serveConfig,
}) => {
  await serveConfig(({ oidc, ...config }) => ({ ...config, connections: [], alarms: [], dashboards: [] }));
  const done = { presses: 0, fields: 0 };
  const press = async (target: Locator) => {
    done.presses += 1;
    await target.click();
  };
  const editor = new ConnectionEditor(page);
  const fill = async (label: string, text: string) => {
    done.fields += 1;
    const field = editor.field(label);
    if (await field.evaluate((one) => one instanceof HTMLSelectElement)) await editor.choose(label, text);
    else await field.fill(text);
  };
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Nothing to show yet' })).toBeVisible();
  await press(page.getByRole('link', { name: 'Add a connection' }));
  await expect(page).toHaveURL(/\/connections\/new$/);
  await fill('What is connected to', 'JSON');
  await fill('Name', 'Cold store');
  await fill('Over', 'Server-sent events');
  await fill('Address', `${demo.backEnds.streambed.origin}/api/temperature/events/1`);
  await fill('Device', '=cold');
  await fill('Values', '$.TemperatureRead');
  await press(page.getByRole('button', { name: 'Save and connect' }));
  await press(page.getByRole('link', { name: 'Make me a dashboard' }));
  await press(page.getByRole('button', { name: 'Save', exact: true }));

  const chart = new ChartTile(page, 'cold: temperature');
  await expect.poll(() => chart.samples()).toBeGreaterThan(1);
  const off = async () =>
    Math.abs((await chart.legendValue('temperature')) - demo.plant.room('cold-store').temperature);
  await expect.poll(off).toBeLessThan(3);
  expect(done.presses).toBeLessThanOrEqual(MOST_PRESSES);
  expect(done.fields).toBeLessThanOrEqual(MOST_FIELDS);
});
