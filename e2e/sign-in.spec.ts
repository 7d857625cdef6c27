import { expect, signInByHand, test } from './fixtures.ts';
import { AccountPage } from './pages/account.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { OverviewPage } from './pages/overview.ts';
import { SignInPage } from './pages/sign-in.ts';
import { tokensIn } from './session.ts';

test('A wrong password is explained, the right one opens the overview', async ({ page, demo }) => {
  await page.goto('/');
  const provider = new SignInPage(page);
  await provider.signIn('technician', 'wrong');
  await expect(provider.error).toContainText(/wrong username or password/i);
  await provider.fillIn('technician');
  await new OverviewPage(page).switch('Heater').expectState('off');
  expect(new URL(page.url()).origin).toBe(demo.origin);
  // Nothing of the sign-in is left in the address.
  expect(page.url()).not.toMatch(/code=|state=|session_state=/);
});

test('Signing in returns to where the person was going', async ({ page, demo }) => {
  await signInByHand(page, 'viewer', `${ConnectionsPage.path}?from=bookmark`);
  await expect(page).toHaveURL(`${demo.origin}${ConnectionsPage.path}?from=bookmark`);
  await new ConnectionsPage(page).item('bridge').expectStatus('online');
});

test('A person who is signed in stays so when they load the page again', async ({ page }) => {
  await signInByHand(page, 'viewer');
  const overview = new OverviewPage(page);
  await overview.switch('Heater').expectState('off');
  await page.reload();
  await overview.switch('Heater').expectState('off');
});

test('Signing out really ends the session', async ({ page }) => {
  await signInByHand(page, 'technician', AccountPage.path);
  const account = new AccountPage(page);
  await expect(account.main).toContainText('Technician');
  const tokens = await tokensIn(page);
  await account.signOut.click();

  const signIn = new SignInPage(page);
  await expect(signIn.start).toBeVisible();
  const left = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  for (const token of Object.values(tokens)) expect(left).not.toContain(token);
  // The provider does not know the person any more either: it asks for name and password.
  await signIn.start.click();
  await expect(signIn.username).toBeVisible();
});

test('Signing out in one tab signs out the others', async ({ page, context }) => {
  await signInByHand(page, 'viewer', AccountPage.path);
  const account = new AccountPage(page);
  await expect(account.signOut).toBeVisible();
  const other = await context.newPage();
  await other.goto(ConnectionsPage.path);
  await new ConnectionsPage(other).item('bridge').expectStatus('online');
  await account.signOut.click();
  await expect(new SignInPage(other).start).toBeVisible();
});

test('A sign-in service that is away is said to be, and signing in works once it is back', async ({
  page,
  demo,
  allowNetworkErrorsOf,
}) => {
  allowNetworkErrorsOf(demo.identity.issuer);
  await demo.identity.stop();
  try {
    await page.goto('/');
    await new SignInPage(page).start.click();
    await expect(page.getByRole('alert')).toContainText('cannot be reached');
  } finally {
    await demo.identity.start();
  }
  await new SignInPage(page).signIn('viewer');
  await new OverviewPage(page).switch('Heater').expectState('off');
});
