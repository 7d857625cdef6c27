import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { OverviewPage } from './pages/overview.ts';

const OVERVIEW = new URL('../demo/dashboards/overview.json', import.meta.url);

/** Another dashboard than the demo's: its text, with some widgets replaced. */
function dashboardWith(widgets: Record<string, unknown>): string {
  const document = JSON.parse(readFileSync(OVERVIEW, 'utf8'));
  Object.assign(document.spec.widgets, widgets);
  return JSON.stringify(document);
}

test('A widget that cannot be shown says why and leaves the others alone', async ({ page, signIn }) => {
  const body = dashboardWith({
    power: { type: 'crystal-ball', title: 'Power', options: {} },
    'workshop-co2': { type: 'timeseries', title: 'Workshop CO₂', options: { series: 'all of them' } },
  });
  await page.route('**/dashboards/overview.json', (route) =>
    route.fulfill({ contentType: 'application/json', body }),
  );
  await signIn('technician');
  const overview = new OverviewPage(page);
  await expect(overview.tile('Power').region.getByRole('alert')).toContainText('crystal-ball');
  await expect(overview.tile('Workshop CO₂').region.getByRole('alert')).toContainText('series');
  await expect.poll(() => overview.chart('Workshop temperature').samples()).toBeGreaterThan(1);
  await overview.switch('Heater').expectState('off');
});

test('A dashboard that is missing or broken is explained', async ({ page, signIn }) => {
  let body = '{ "kind": "shopping-list" }';
  await page.route('**/dashboards/overview.json', (route) =>
    route.fulfill({ contentType: 'application/json', body }),
  );
  await signIn('viewer');
  await expect(page.getByRole('alert')).toContainText('kind');
  body = dashboardWith({});
  await page.getByRole('button', { name: 'Try again' }).click();
  await new OverviewPage(page).switch('Heater').expectState('off');
});

test('Events that come while their list is off the screen are drawn when it is scrolled to', async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 1440, height: 420 });
  await signIn('viewer');
  const overview = new OverviewPage(page);
  const chart = overview.chart('Workshop temperature');
  const events = overview.tile('Events');
  const newest = events.region.getByRole('listitem').first();
  await events.show();
  await expect(newest).toContainText('loaves');
  await chart.show();
  await expect(events.region).not.toBeInViewport();

  /** The newest event that is drawn once the chart has heard of the plant several times more. */
  const drawnLater = async () => {
    const before = await chart.samples();
    await expect.poll(() => chart.samples()).toBeGreaterThan(before + 8);
    return newest.textContent();
  };
  // What came while the list was still there is drawn within a second of it.
  await expect
    .poll(async () => {
      const drawn = await drawnLater();
      return (await drawnLater()) === drawn;
    })
    .toBe(true);
  const drawn = await newest.textContent();
  await events.show();
  await expect(newest).not.toHaveText(drawn ?? '');
});
