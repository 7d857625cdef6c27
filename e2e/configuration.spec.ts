import { expect, test } from './fixtures.ts';
import { CONNECTIONS, ConnectionsPage } from './pages/connections.ts';

for (const { what, of, wrong, problem } of [
  {
    what: 'A mistake in config.json is shown with its path',
    of: 'cells',
    wrong: { devices: [{ tenantId: '12B80001' }] },
    problem: /connections\[2\]\.devices\[0\]\.deviceId/,
  },
  {
    what: 'A protocol that does not exist is named',
    of: 'jobs',
    wrong: { protocol: 'smoke-signals' },
    problem: /connections\[3\]\.protocol/,
  },
]) {
  test(`${what}, and what is right still starts`, async ({
    page,
    signIn,
    serveConfig,
    expectConsoleError,
  }) => {
    expectConsoleError(problem);
    await serveConfig((config) => ({
      ...config,
      connections: config.connections.map((one) => (one.id === of ? { ...one, ...wrong } : one)),
    }));
    await signIn('viewer', ConnectionsPage.path);
    await expect(page.getByRole('alert')).toContainText(problem);
    const connections = new ConnectionsPage(page);
    for (const id of ['bridge', 'fleet', 'cells', 'jobs', 'edge'].filter((one) => one !== of)) {
      await connections.item(id).expectStatus('online');
    }
  });
}

test('Settings of the page that are wrong or misspelt are named, and everything starts with their defaults', async ({
  page,
  signIn,
  serveConfig,
  expectConsoleError,
}) => {
  const problems = [
    /config\.json: titel: unknown key/,
    /config\.json: limits\.maxSeries: expected more than 0/,
    /config\.json: commandDeadlineSeconds: expected number/,
  ];
  for (const problem of problems) expectConsoleError(problem);
  await serveConfig(({ title, ...config }) => ({
    ...config,
    titel: title,
    limits: { maxSeries: 0 },
    commandDeadlineSeconds: 'five',
  }));
  await signIn('viewer', ConnectionsPage.path);
  for (const problem of problems) await expect(page.getByRole('alert')).toContainText(problem);
  const connections = new ConnectionsPage(page);
  for (const id of CONNECTIONS) await connections.item(id).expectStatus('online');
});

test('Times are those of the configured zone, written as the configured language has them', async ({
  page,
  signIn,
  serveConfig,
}) => {
  await serveConfig((config) => ({ ...config, language: 'en-GB', timeZone: 'Asia/Kathmandu' }));
  await signIn('viewer', '/?window=5m&until=2026-07-01T12:00:00.000Z');
  await expect(page.getByText(/^Paused · /)).toHaveText('Paused · 1 Jul 17:40:00 – 17:45:00');
  await page.getByRole('button', { name: 'Range…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Show a range of time' });
  await expect(dialog).toContainText('Times of Asia/Kathmandu.');
  await expect(dialog.getByLabel('From')).toHaveValue(/^2026-07-01T17:40/);
  await dialog.getByLabel('To').fill('2026-07-01T18:45:00');
  await dialog.getByRole('button', { name: 'Show', exact: true }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('until')).toBe('2026-07-01T13:00:00.000Z');
});

for (const { what, body, words } of [
  { what: 'not JSON', body: '{ "title": "Plant 7", }', words: /config\.json: not JSON/ },
  {
    what: 'the page itself',
    body: '<!doctype html><title>Signalbox</title>',
    words: /config\.json: .*a page instead/,
  },
  { what: 'wrong as a whole', body: '[]', words: /config\.json: expected object/ },
  {
    what: 'wrong in its sign-in',
    body: '{ "oidc": { "authority": "https://id.example" } }',
    words: /config\.json: oidc\.clientId: required/,
  },
]) {
  test(`A config.json that is ${what} is explained`, async ({ page, serveConfig, expectConsoleError }) => {
    expectConsoleError(words);
    await serveConfig(() => body);
    await page.goto('/');
    await expect(page.getByRole('alert')).toContainText(words);
  });
}

test('A missing config.json is explained', async ({
  page,
  demo,
  allowNetworkErrorsOf,
  expectConsoleError,
}) => {
  allowNetworkErrorsOf(demo.origin);
  expectConsoleError(/config\.json: .*404/);
  await page.route(`${demo.origin}/config.json`, (route) =>
    route.fulfill({ status: 404, body: 'Not found' }),
  );
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText(/config\.json: .*404/);
});

test('A page of which only the beginning came says so, and what to do', async ({
  page,
  demo,
  allowNetworkErrorsOf,
  expectConsoleError,
}) => {
  allowNetworkErrorsOf(demo.origin);
  expectConsoleError(/Failed to fetch dynamically imported module/);
  await page.route('**/assets/page-*.js', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('Signalbox could not be loaded. Reload this page.')).toBeVisible();
});

test('Without oidc in config.json there is no sign-in', async ({ page, serveConfig }) => {
  await serveConfig(({ oidc: _left, ...config }) => ({
    ...config,
    connections: config.connections
      .filter(({ id }) => id === 'edge' || id === 'bridge')
      .map((one) =>
        one.id === 'bridge'
          ? { ...one, credentials: { kind: 'basic', username: 'clown', password: 'bigclown' } }
          : one,
      ),
  }));
  await page.goto(ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  await connections.item('edge').expectStatus('online');
  await connections.item('bridge').expectStatus('online');
});
