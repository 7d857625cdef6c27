import type { APIResponse, Response } from '@playwright/test';
import { OverviewPage } from '../pages/overview.ts';
import { WallPage } from '../pages/wall.ts';
import { atWork, PHONE_THAT_KEEPS } from './at-work.ts';
import { expect, skipWithoutNginx, test } from './fixtures.ts';

skipWithoutNginx();
test.use(PHONE_THAT_KEEPS);

test('A new version says that it is there, and does not take over before an order under way has ended, with another tab open, too', async ({
  deploy,
  page,
  context,
  site,
  demo,
  allowNetworkErrorsOf,
}) => {
  // Before the page has told its worker for the first time that it lives, the answer is 503.
  allowNetworkErrorsOf(site.page);
  // This tab was there before the first service worker, which controls the other one only.
  const heater = await atWork(page, site.page);
  const other = await context.newPage();
  // Whoever asks there how the page is hears that it lives.
  await expect.poll(async () => (await other.goto(`${site.page}health`))?.status()).toBe(200);
  await other.goto(site.page);
  await new OverviewPage(other).switch('Heater').expectState('off');
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await page.bringToFront();
  await expect(page.locator('meta[name="mark"]')).toHaveCount(0);
  deploy('second');
  // The page looks by itself when somebody comes back to it, and each hour.
  const look = () =>
    page.evaluate(async () => {
      await (await navigator.serviceWorker.getRegistration())?.update();
    });
  await look();
  await expect(page.getByText('A new version of this page is ready.')).toBeVisible();

  demo.backEnds.hub.setModuleAnswering('heater', false);
  try {
    await heater.control.tap();
    await heater.expectState('pending');
    await page.getByRole('button', { name: 'Update' }).tap();
    await expect(page.getByText('Updating as soon as the order under way has ended.')).toBeVisible();
    await heater.expectState('pending');
    await expect(page.locator('meta[name="mark"]')).toHaveAttribute('content', 'second', { timeout: 20_000 });
  } finally {
    demo.backEnds.hub.setModuleAnswering('heater', true);
  }
  // The other tab keeps its files until somebody wants it otherwise there.
  await expect(other.locator('meta[name="mark"]')).toHaveCount(0);
  await other.bringToFront();
  await other.getByRole('button', { name: 'Update' }).tap();
  await expect(other.locator('meta[name="mark"]')).toHaveAttribute('content', 'second');
});

test('A new version that was there before a page became a wall is taken there by itself, whoever has put it off', async ({
  deploy,
  page,
  site,
}) => {
  await page.clock.install();
  await atWork(page, site.page);
  deploy('second');
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await page.getByRole('button', { name: 'Later' }).tap();
  await page.getByRole('button', { name: 'Actions of this dashboard' }).tap();
  await page.getByRole('menuitem', { name: 'Show as a wall display' }).tap();
  await expect(new WallPage(page).root).toBeVisible();
  await expect(async () => {
    // Nobody has touched it for a minute.
    await page.clock.fastForward(70_000);
    await expect(page.locator('meta[name="mark"]')).toHaveAttribute('content', 'second', { timeout: 2_000 });
  }).toPass();
});

test('A wall that fails while somebody is at it takes the new version that is there: it may be what mends it', async ({
  deploy,
  page,
  site,
}) => {
  await atWork(page, site.page);
  await page.goto(`${site.page}kiosk/hall`);
  await new OverviewPage(page).switch('Heater').expectState('off');
  // It takes none by itself as long as somebody is at it.
  await page.mouse.click(5, 5);
  deploy('second');
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const isWaiting = () => registration?.waiting;
    await registration?.update();
    while (!isWaiting()) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  let loads = 0;
  // Not the load's end: the mark is there before.
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads += 1;
  });
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new Error('Nothing fits.') })));
  await expect(page.locator('meta[name="mark"]')).toHaveAttribute('content', 'second', { timeout: 20_000 });
  expect(loads).toBe(1);
});

test('Whoever comes back has another content security policy of the host with the load after, where the build is the same', async ({
  page,
  site,
  allowNetworkErrorsOf,
}) => {
  // nginx takes leave of those who were connected.
  allowNetworkErrorsOf(site.page);
  await atWork(page, site.page);
  const policy = async (answer: Promise<Response | APIResponse | null>) =>
    (await answer)?.headers()['content-security-policy'] ?? '';
  const host = 'https://other.example.com';
  site.allow(host);
  try {
    await expect.poll(() => policy(page.request.get(site.page))).toContain(host);
    // The page is given what is kept, and has that renewed as soon as its first link is up.
    const loaded = await page.goto(site.page);
    expect(loaded?.fromServiceWorker()).toBe(true);
    const kept = () =>
      page.evaluate(async () => {
        const shell = await caches.match(new URL('index.html', document.baseURI));
        return shell?.headers.get('content-security-policy');
      });
    await expect.poll(kept).toContain(host);
    expect(await policy(page.reload())).toContain(host);
  } finally {
    site.allow('');
    await expect.poll(() => policy(page.request.get(site.page))).not.toContain(host);
  }
});
