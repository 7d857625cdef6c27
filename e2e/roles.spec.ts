import { expect, test } from './fixtures.ts';
import { AuditPage } from './pages/audit.ts';
import { DevicesPage } from './pages/devices.ts';
import { OverviewPage } from './pages/overview.ts';
import { openSetpoint } from './pages/setpoint.ts';
import { ordersSince } from './plant.ts';

test('A control asks for the role that its connection is configured to need, and says so', async ({
  page,
  signIn,
  serveConfig,
  demo,
}) => {
  await serveConfig((config) => ({
    ...config,
    connections: config.connections.map((one) =>
      one.id === 'bridge' ? { ...one, commandRole: 'admin' } : one,
    ),
  }));
  await signIn('technician');
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  await expect(heater.control).toHaveAttribute('aria-disabled', 'true');
  await expect(heater.control).toHaveAccessibleDescription(
    /needs the role admin; you are signed in as technician/i,
  );
  const orders = ordersSince(demo.plant);
  await heater.control.click({ force: true });
  const audit = new AuditPage(page);
  await audit.open();
  await expect(audit.commands.first()).toContainText('refused');
  expect(orders()).toEqual([]);
});

test('A role that the configuration gives is checked again by the back end', async ({
  page,
  signIn,
  serveConfig,
  demo,
  allowNetworkErrorsOf,
}) => {
  allowNetworkErrorsOf(demo.backEnds.drogue.origin);
  // The provider's role `viewer` is named among the technicians: the page lets it order, Drogue does not.
  await serveConfig((config) => ({
    ...config,
    oidc: { ...config.oidc, roles: { technician: ['viewer'], admin: [] } },
  }));
  await signIn('viewer', DevicesPage.path);
  const level = await openSetpoint(page, 'dimmer-1', 'level', 40);
  const orders = ordersSince(demo.plant);
  await level.field.fill('75');
  await level.field.press('Enter');

  const audit = new AuditPage(page);
  await audit.open();
  const command = audit.commands.first();
  await expect(command).toContainText('rejected');
  await expect(await audit.openLife(command)).toContainText('(technician)');
  expect(orders()).toEqual([]);
  expect(demo.plant.dimmer()).toBe(40);
});
