import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { AuditPage } from './pages/audit.ts';
import { OverviewPage } from './pages/overview.ts';
import { SignInPage } from './pages/sign-in.ts';
import { ordersSince } from './plant.ts';
import { tokensIn } from './session.ts';

/** Everything that lies in the audit's database, as text. */
function storedAudit(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('signalbox-audit /');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction('entries').objectStore('entries').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            database.close();
            resolve(JSON.stringify(reading.result));
          };
        };
      }),
  );
}

async function switchHeaterOn(page: Page): Promise<void> {
  const heater = new OverviewPage(page).switch('Heater');
  await heater.expectState('off');
  await heater.control.click();
  await heater.expectState('on');
}

test('What was switched is in the audit, with its life and how long it took, also after a reload', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician');
  const orders = ordersSince(demo.plant);
  await switchHeaterOn(page);
  await page.reload();
  await new OverviewPage(page).switch('Heater').expectState('on');

  const audit = new AuditPage(page);
  await audit.open();
  await expect(audit.commands).toHaveCount(1);
  const command = audit.commands.first();
  await expect(command).toContainText('confirmed');
  await expect(command).toContainText('relay/i2c0-3b');
  await expect(command).toContainText('technician', { ignoreCase: true });
  await expect(command).toContainText(/\d+ ms|\d\.\d s/);

  const life = await audit.openLife(command);
  await expect(life.getByRole('list', { name: 'Steps' }).getByRole('listitem')).toContainText([
    'pending',
    'sent',
    'confirmed',
  ]);
  await expect(life).toContainText('the device’s report');
  // What is only looked at is not sent again.
  expect(orders()).toHaveLength(1);
});

test('A viewer’s try is refused and in the audit, with the reason', async ({ page, signIn, demo }) => {
  await signIn('viewer');
  const orders = ordersSince(demo.plant);
  const fan = new OverviewPage(page).switch('Fan');
  await fan.expectState('off');
  await fan.control.click({ force: true });
  await expect(fan.region.getByRole('status')).toContainText(/Needs the role technician.*Nothing was sent\./);

  const audit = new AuditPage(page);
  await audit.open();
  await expect(audit.commands).toHaveCount(1);
  const command = audit.commands.first();
  await expect(command).toContainText('refused');
  await expect(command).toContainText('viewer', { ignoreCase: true });
  await expect(await audit.openLife(command)).toContainText(/needs the role technician.*nothing was sent/i);
  expect(orders()).toEqual([]);
});

test('An order whose page went away before an end was heard is unknown, and is not sent again', async ({
  page,
  signIn,
  demo,
}) => {
  const { hub } = demo.backEnds;
  await signIn('technician');
  const fan = new OverviewPage(page).switch('Fan');
  await fan.expectState('off');
  hub.setModuleAnswering('fan', false);
  try {
    const orders = ordersSince(demo.plant);
    await fan.control.click();
    await fan.expectState('pending');
    await page.reload();

    const audit = new AuditPage(page);
    await audit.open();
    const command = audit.commands.first();
    await expect(command).toContainText('unknown', { timeout: 15_000 });
    await expect(await audit.openLife(command)).toContainText('The page was closed before an end was heard.');
    expect(orders().length).toBeLessThanOrEqual(1);
  } finally {
    hub.setModuleAnswering('fan', true);
  }
});

test('Filters find a command, and what is found is saved as CSV', async ({ page, signIn }) => {
  await signIn('technician');
  await switchHeaterOn(page);
  const fan = new OverviewPage(page).switch('Fan');
  await fan.control.click();
  await fan.expectState('on');

  const audit = new AuditPage(page);
  await audit.open();
  await expect(audit.commands).toHaveCount(2);
  await expect(audit.commands.first()).toContainText('relay/i2c0-3f');
  await audit.choose('Device', 'relay/i2c0-3b');
  await expect(audit.commands).toHaveCount(1);
  await audit.choose('Outcome', 'rejected');
  await expect(page.getByText('No command fits these filters.')).toBeVisible();
  await audit.choose('Outcome', 'confirmed');
  await audit.find('HEATER nothing like it');
  await expect(page.getByText('No command fits these filters.')).toBeVisible();
  await audit.find('3b technician');
  await expect(audit.commands).toHaveCount(1);

  const lines = (await audit.saveCsv()).split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^ordered at \(UTC\),.*latency to confirmation \(ms\)/);
  expect(lines[1]).toMatch(/relay\/i2c0-3b,state,true,.*,technician,confirmed,,.*,\d+,report,/i);
  expect(lines[2]).toBe('');
});

test('The audit of one tab shows what another one switches, as it happens', async ({ page, signIn }) => {
  await signIn('technician', AuditPage.path);
  const audit = new AuditPage(page);
  await expect(page.getByText('No order has been given in this browser yet.')).toBeVisible();

  const other = await page.context().newPage();
  await other.goto('/');
  await switchHeaterOn(other);
  await expect(audit.commands).toHaveCount(1);
  await expect(audit.commands.first()).toContainText('confirmed');
  await other.close();
});

test('The audit stays when somebody signs out, but only somebody signed in sees it', async ({
  page,
  signIn,
}) => {
  await signIn('technician');
  await switchHeaterOn(page);
  const { access_token, refresh_token, id_token } = await tokensIn(page);
  await page.goto(AccountPage.path);
  await new AccountPage(page).signOut.click();
  const signedOut = new SignInPage(page);
  await expect(signedOut.start).toBeVisible();
  await page.goto(AuditPage.path);
  await expect(signedOut.start).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Audit' })).toHaveCount(0);

  const stored = await storedAudit(page);
  expect(stored).toContain('relay/i2c0-3b');
  for (const secret of [access_token, refresh_token, id_token]) expect(stored).not.toContain(secret);

  await signedOut.signIn('viewer');
  const audit = new AuditPage(page);
  await expect(audit.commands).toHaveCount(1);
  await expect(audit.commands.first()).toContainText('relay/i2c0-3b');
});
