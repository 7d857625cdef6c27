import { expect, test } from './fixtures.ts';
import { orderFromElsewhere } from './hub-client.ts';
import { OverviewPage } from './pages/overview.ts';
import { ordersSince } from './plant.ts';
import { tokensIn } from './session.ts';

test('A viewer sees the relays but cannot switch them', async ({ page, signIn, demo }) => {
  await signIn('viewer');
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
  await expect(heater.control).toHaveAccessibleDescription(/needs the role technician/i);
  const orders = ordersSince(demo.plant);
  await heater.control.click({ force: true });
  await heater.control.press('Space');
  // Whatever the page had sent would have arrived before somebody else's order, whose report the page shows.
  await orderFromElsewhere(demo, 'relay/i2c0-3b', true);
  await heater.expectState('on');
  expect(orders()).toEqual([{ device: 'relay/i2c0-3b', property: 'state', value: true }]);
});

test('The back ends refuse a viewer’s orders, whatever page sends them', async ({
  page,
  request,
  signIn,
  demo,
}) => {
  await signIn('viewer');
  const { access_token } = await tokensIn(page);
  const headers = { authorization: `Bearer ${access_token}` };
  const orders = ordersSince(demo.plant);

  const { drogue, webchannel } = demo.backEnds;
  const command = `${drogue.origin}/api/command/v1alpha1/apps/fleet/devices/dimmer-1?command=level`;
  const dimmed = await request.post(command, { headers, data: { level: 100 } });
  expect(dimmed.status()).toBe(403);
  const handedOut = await request.get(`${webchannel.origin}/api/channel-token`, { headers });
  const { token } = await handedOut.json();
  const published = await request.post(`${webchannel.origin}/webchannel/v1/channels/user%3A1`, {
    headers: { authorization: `Bearer ${token}` },
    data: { message: 'No bread today', percent: 0 },
  });
  expect(published.status()).toBe(403);
  expect(orders()).toEqual([]);
  expect(demo.plant.dimmer()).toBe(40);
});

test('The command endpoint takes a technician’s order', async ({ page, request, signIn, demo }) => {
  await signIn('technician');
  const { access_token } = await tokensIn(page);
  const answer = await request.post(
    `${demo.backEnds.drogue.origin}/api/command/v1alpha1/apps/fleet/devices/dimmer-1?command=level`,
    { headers: { authorization: `Bearer ${access_token}` }, data: { level: 70 } },
  );
  expect(answer.status()).toBe(202);
  await expect.poll(() => demo.plant.dimmer()).toBe(70);
});
