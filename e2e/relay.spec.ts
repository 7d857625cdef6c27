import { expect, test } from './fixtures.ts';
import { orderFromElsewhere } from './hub-client.ts';
import { OverviewPage } from './pages/overview.ts';
import { ordersSince } from './plant.ts';

test('A technician switches the heater on and watches the workshop get warm', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician');
  const overview = new OverviewPage(page);
  const heater = overview.switch('Heater');
  await heater.expectState('off');
  await expect(heater.control).not.toBeChecked();
  const temperature = overview.chart('Workshop temperature');
  await expect.poll(() => temperature.legendValue('Temperature')).toBeGreaterThan(0);
  const coldPlant = demo.plant.room('workshop').temperature;
  const coldChart = await temperature.legendValue('Temperature');
  const orders = ordersSince(demo.plant);
  const states = await heater.noteStates();

  await heater.control.click();

  await heater.expectState('on');
  await expect(heater.control).toBeChecked();
  expect(await states()).toEqual(['off', 'pending', 'on']);
  expect(orders()).toEqual([{ device: 'relay/i2c0-3b', property: 'state', value: true }]);
  await expect.poll(() => demo.plant.room('workshop').temperature).toBeGreaterThan(coldPlant + 0.4);
  await expect.poll(() => temperature.legendValue('Temperature')).toBeGreaterThan(coldChart + 0.4);
  expect(orders()).toHaveLength(1);
});

test('A relay that somebody else switched is shown as it is', async ({ page, signIn, demo }) => {
  await signIn('technician');
  const overview = new OverviewPage(page);
  const fan = overview.switch('Fan');
  await fan.expectState('off');
  const states = await fan.noteStates();
  await orderFromElsewhere(demo, 'relay/i2c0-3f', true);
  await fan.expectState('on');
  await expect(fan.region).toContainText(/Reported .* ago; changed elsewhere/);
  await expect(fan.region.getByRole('status')).toHaveText('Fan is on; changed elsewhere');
  await orderFromElsewhere(demo, 'relay/i2c0-3f', false);
  await fan.expectState('off');
  expect(await states()).toEqual(['off', 'on', 'off']);
  await fan.control.click();
  await fan.expectState('on');
  await expect(fan.region).not.toContainText('elsewhere');
});

test('A relay whose module does not answer is unknown, never off', async ({ page, signIn, demo }) => {
  const { hub } = demo.backEnds;
  hub.setModuleAnswering('fan', false);
  try {
    await signIn('technician');
    const fan = new OverviewPage(page).switch('Fan');
    await fan.expectState('unknown');
    await expect(fan.region).toContainText('The module is not answering.');
    // Of a switch a screen reader says on or off; that it is neither, its name says.
    await expect(fan.control).toHaveAccessibleName('Fan, unknown');
    // The order arrives and nothing confirms it: that is a failure, and the relay is not shown as on.
    await fan.control.click();
    await fan.expectState('failed');
    await expect(fan.control).not.toBeChecked();
    await expect(fan.region.getByRole('button', { name: 'Dismiss' })).toBeVisible();
  } finally {
    hub.setModuleAnswering('fan', true);
  }
});

test('A switch is worked by keyboard', async ({ page, signIn, demo }) => {
  await signIn('technician');
  const fan = new OverviewPage(page).switch('Fan');
  await fan.expectState('off');
  const orders = ordersSince(demo.plant);
  await fan.control.focus();
  await page.keyboard.press('Space');
  await fan.expectState('on');
  await expect(fan.control).toBeFocused();
  await page.keyboard.press('Enter');
  await fan.expectState('off');
  expect(orders().map((order) => order.value)).toEqual([true, false]);
});

test('A key that is held down is one order, also after that has ended, and its outcome is read out', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician');
  const fan = new OverviewPage(page).switch('Fan');
  await fan.expectState('off');
  const orders = ordersSince(demo.plant);
  await fan.control.focus();
  await page.keyboard.down('Enter');
  await fan.expectState('on');
  await expect(fan.region.getByRole('status')).toHaveText('Fan is on');
  // The keyboard's repeats.
  for (let repeat = 0; repeat < 5; repeat += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await fan.expectState('on');

  await page.keyboard.press('Enter');
  await fan.expectState('off');
  expect(orders().map(({ value }) => value)).toEqual([true, false]);
});

test('Many clicks while an order is under way, and a double click, are one order', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician');
  const fan = new OverviewPage(page).switch('Fan');
  await fan.expectState('off');
  const orders = ordersSince(demo.plant);
  // In one task of the page, so that no report can come between them.
  await fan.control.evaluate((control) => {
    for (let click = 0; click < 5; click += 1) if (control instanceof HTMLElement) control.click();
  });
  await fan.expectState('on');
  expect(orders()).toHaveLength(1);

  // Of a double click the second comes when the device has reported already.
  await fan.control.click();
  await fan.expectState('off');
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await fan.control.focus();
  await page.keyboard.press('Enter');
  await fan.expectState('on');
  expect(orders().map(({ value }) => value)).toEqual([true, false, true]);
});

test('The lamp shows the choice the device reported', async ({ page, signIn, demo }) => {
  await signIn('technician');
  const lamp = new OverviewPage(page).tile('Lamp');
  const choice = lamp.region.getByRole('radio', { name: '2-dot' });
  await expect(choice).not.toBeChecked();
  await choice.click();
  await expect(choice).toBeChecked();
  await expect(lamp.region).toHaveAttribute('data-state', '2-dot');
  const orders = ordersSince(demo.plant);
  await choice.click();
  await expect(lamp.region).toContainText('It is 2-dot already.');
  expect(orders()).toEqual([]);
  expect(demo.plant.led()).toBe('2-dot');
});
