import type { BrowserContext, Page } from '@playwright/test';
import { OverviewPage } from '../pages/overview.ts';
import type { SwitchTile } from '../pages/tile.ts';
import { ordersSince } from '../plant.ts';
import { expect, expectReady, expectReported, test } from './fixtures.ts';

/** A device that takes its time, so that the second of two clicks comes while the first is open. */
test.use({ times: { actuatorDelay: 1_000 } });

const ON = { device: 'relay/i2c0-3b', property: 'state', value: true };

/** The heater's switch in two tabs of one browser, off and taking orders in both. */
async function twoTabs(
  page: Page,
  signIn: (account: 'technician') => Promise<void>,
): Promise<readonly [SwitchTile, SwitchTile]> {
  await signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  const other = await page.context().newPage();
  await other.goto('/');
  const same = new OverviewPage(other).switch('Heater');
  await expectReady(heater, 'off');
  await expectReady(same, 'off');
  return [heater, same];
}

/** As browsers do for a page that is served without TLS, to the page and to its worker. */
async function withholdWebLocks(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const withhold = "Object.defineProperty(navigator, 'locks', { value: undefined });";
    const module = (text: string) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    Object.defineProperty(navigator, 'locks', { value: undefined });
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        const own = JSON.stringify(new URL(address, location.href));
        super(module(`import '${module(withhold)}'; import ${own};`), options);
      }
    };
  });
}

/** Whether tabs have agreed by leases in the browser's storage. */
async function haveLeased(page: Page): Promise<boolean> {
  const databases = await page.evaluate(() => indexedDB.databases());
  return databases.some(({ name }) => name?.endsWith(' leases'));
}

test('Two tabs, one click: one order, and the other tab shows the report without having ordered', async ({
  page,
  signIn,
  demo,
  expectAudit,
}) => {
  const [heater, same] = await twoTabs(page, signIn);
  const states = await same.noteStates();
  const orders = ordersSince(demo.plant);
  await heater.control.click();

  await heater.expectState('on');
  await same.expectState('on');
  expect(await states()).toEqual(['off', 'on']);
  expect(orders()).toEqual([ON]);
  await expectAudit(['confirmed', /report/]);
});

test.describe('An order that stays open for long', () => {
  // However slow the machine is, the second tab's click comes while the first tab's order is open.
  test.use({ deadlineSeconds: 8, silenceSeconds: 20 });

  test('Two tabs, the link of one cut: the other orders once that has ended, and the device tells both', async ({
    page,
    signIn,
    demo,
    proxies,
  }) => {
    const [heater, same] = await twoTabs(page, signIn);
    const orders = ordersSince(demo.plant);
    proxies.hub.set({ kind: 'lose' });
    await heater.control.click();
    await heater.expectState('pending');
    await same.control.click();
    await same.expectState('refused');
    await expect(same.region).toContainText('Another tab of this browser has an order to this target open');
    await expect(heater.region).toHaveAttribute('data-state', 'failed', { timeout: 20_000 });
    await expect(heater.control).not.toBeChecked();
    await same.control.click();
    await same.expectState('on');
    proxies.hub.heal();

    await expectReported(heater, 'on');
    await expectReported(same, 'on');
    expect(orders()).toEqual([ON]);
  });
});

for (const hasLocks of [true, false])
  test(`Two tabs click at once${hasLocks ? '' : ' where there are no Web Locks'}: one order, the other is told that it is under way, and both show the one state`, async ({
    page,
    signIn,
    demo,
    expectAudit,
  }) => {
    if (!hasLocks) await withholdWebLocks(page.context());
    const [heater, same] = await twoTabs(page, signIn);
    const states = async () =>
      Promise.all([heater, same].map(({ region }) => region.getAttribute('data-state')));
    /** The tab that was refused; null where a busy machine brought its click too late to be at once: nothing was sent of it, and both are off again. */
    const clickAtOnce = async () => {
      const ordered = ordersSince(demo.plant);
      await Promise.all([heater.control, same.control].map((control) => control.dispatchEvent('click')));
      await expect.poll(async () => (await states()).sort()).toEqual(['on', 'refused']);
      await expect(heater.control).toBeChecked();
      await expect(same.control).toBeChecked();
      expect(ordered()).toEqual([ON]);
      const told = (await states())[0] === 'refused' ? heater : same;
      if (!(await told.region.textContent())?.includes('reached the engine late')) return told;
      await told.control.click();
      for (const tile of [heater, same]) await expectReady(tile, 'off');
      return null;
    };
    let told = await clickAtOnce();
    let late = 0;
    for (; told === null && late < 3; late++) told = await clickAtOnce();
    if (told === null) throw new Error('No two clicks were at once: the machine is too busy.');
    await expect(told.region).toContainText('Another tab of this browser has an order to this target open');

    expect(await haveLeased(page)).toBe(!hasLocks);

    // Nothing is kept of it: the next order of either tab is taken.
    const orders = ordersSince(demo.plant);
    await told.control.click();
    await told.expectState('off');
    expect(orders()).toHaveLength(1);
    await expectAudit(
      ['confirmed', /report/],
      [/confirmed|refused/, /report|another tab/i],
      [/confirmed|refused/, /report|another tab/i],
      ...Array.from({ length: 3 * late }, () => [/confirmed|refused/, /report|late/i] as const),
    );
  });
