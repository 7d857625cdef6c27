import { jsonConnection } from '../demo/config.ts';
import { expect, test } from './fixtures.ts';
import { orderFromElsewhere, tellHub } from './hub-client.ts';
import { AccountPage } from './pages/account.ts';
import { AuditPage } from './pages/audit.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { openSetpoint } from './pages/setpoint.ts';
import { SignInPage } from './pages/sign-in.ts';
import { SwitchTile } from './pages/tile.ts';
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

  const { drogue, webchannel, json } = demo.backEnds;
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
  const posted = await request.post(`${json.origin}/orders`, {
    headers,
    data: { device: 'lamp', property: 'level', value: 100 },
  });
  expect(posted.status()).toBe(403);
  await tellHub(demo, access_token, [
    ['relay/i2c0-3b/set', { state: true }],
    ['led/-/set', { state: 'on' }],
    ['thermometer/i2c0-48/config/set', { 'publish-interval': 60 }],
    ['thermometer/i2c0-48/config/update', { 'publish-interval': 60 }],
  ]);
  expect(orders()).toEqual([]);
  expect(demo.plant.dimmer()).toBe(40);
});

test('A page that takes a viewer for a technician is told by no report that anything was done: nothing was, and it says so', async ({
  page,
  signIn,
  demo,
  serveConfig,
  allowNetworkErrorsOf,
}) => {
  allowNetworkErrorsOf(demo.backEnds.json.origin);
  await serveConfig((config) => ({
    ...config,
    connections: [
      // By a password, which a browser remembers.
      ...config.connections.map((connection) => ({ ...connection, tokenParameter: undefined })),
      jsonConnection(Number(new URL(demo.origin).port)),
    ],
    commandDeadlineSeconds: 1,
    oidc: { ...config.oidc, roles: { technician: ['viewer'] } },
  }));
  const heater = new OverviewPage(page).switch('Heater');
  // The browser has been let in at the hub as somebody who may order, and remembers by what.
  await signIn('technician', AccountPage.path);
  await expect.poll(() => demo.backEnds.hub.connections).toBe(1);
  await new AccountPage(page).signOut.click();
  await new SignInPage(page).signIn('viewer');
  await heater.expectState('off');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'false');
  const orders = ordersSince(demo.plant);
  await heater.control.click();
  await heater.expectState('failed');
  await expect(heater.control).toBeChecked({ checked: false });

  // A template over the socket is answered by a message with the back end’s words, one over HTTP by a status.
  const devices = new DevicesPage(page);
  const toDevices = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Devices' });
  await toDevices.click();
  await devices.open('ventilator');
  const running = new SwitchTile(page, 'running');
  await running.expectState('off');
  await running.control.click();
  await running.expectState('failed');
  await expect(running.region).toContainText('Orders need the role technician or admin');
  await expect(running.control).toBeChecked({ checked: false });
  await toDevices.click();
  const level = await openSetpoint(page, 'lamp', 'level', 40);
  await level.order(100);
  await expect(level.region).toContainText('403');

  await page.goto(AuditPage.path);
  const { commands } = new AuditPage(page);
  await expect(commands).toHaveCount(3);
  for (const [index, outcome] of ['rejected', 'rejected', 'timed out'].entries())
    await expect(commands.nth(index)).toContainText(outcome);
  expect(orders()).toEqual([]);
  expect([demo.plant.relay('heater'), demo.plant.relay('fan'), demo.plant.dimmer()]).toEqual([
    false,
    false,
    40,
  ]);
});

test('The back ends take a technician’s orders, whatever page sends them', async ({
  page,
  request,
  signIn,
  demo,
}) => {
  await signIn('technician');
  const { access_token } = await tokensIn(page);
  const answer = await request.post(
    `${demo.backEnds.drogue.origin}/api/command/v1alpha1/apps/fleet/devices/dimmer-1?command=level`,
    { headers: { authorization: `Bearer ${access_token}` }, data: { level: 70 } },
  );
  expect(answer.status()).toBe(202);
  await expect.poll(() => demo.plant.dimmer()).toBe(70);
  const orders = ordersSince(demo.plant);
  await tellHub(demo, access_token, [['relay/i2c0-3b/set', { state: true }]]);
  await expect.poll(() => demo.plant.relay('heater')).toBe(true);
  expect(orders()).toEqual([{ device: 'relay/i2c0-3b', property: 'state', value: true }]);
});
