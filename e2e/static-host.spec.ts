import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { policyOfPlainHost } from './deploy/policy.ts';
import { expect, test } from './fixtures.ts';
import { ChartTile } from './pages/tile.ts';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const FOLDER = '/some/where/plant7';
/** Of the worker's own block of ports. */
const PORT_OFFSET = 18;

/** A host that gives files, and `404.html` for what it does not have: all that many static hosts can do. All with the policy of docs/deploy.md. */
async function startPlainHost(port: number, config: unknown, policy: string): Promise<Server> {
  const files = sirv(DIST);
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', policy);
    const missing = async () => {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
      response.end(await readFile(`${DIST}404.html`));
    };
    const path = request.url ?? '/';
    if (path === `${FOLDER}/config.json`) response.end(JSON.stringify(config));
    else if (path.startsWith(`${FOLDER}/`)) {
      request.url = path.slice(FOLDER.length);
      files(request, response, () => void missing());
    } else void missing();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

test('On a host that knows nothing but files the page opens in its folder, and a deep address finds it', async ({
  page,
  demo,
  allowNetworkErrorsOf,
}) => {
  const port = Number(new URL(demo.origin).port) + PORT_OFFSET;
  const connections = demo.config.connections.filter(({ id }) => id === 'edge');
  const policy = policyOfPlainHost(connections.map(({ url }) => new URL(url).origin).join(' '));
  const server = await startPlainHost(port, { connections, dashboards: [] }, policy);
  const home = `http://localhost:${port}${FOLDER}/`;
  // The browser notes that the address itself was not there.
  allowNetworkErrorsOf(home);
  try {
    await page.goto(`${home}devices/edge/1?window=30s`);
    const temperature = new ChartTile(page, 'temperature');
    await expect.poll(() => temperature.samples()).toBeGreaterThan(0);
    await expect(page).toHaveURL(`${home}devices/edge/1?window=30s`);

    // What follows # may be a whole dashboard: it stays out of what the host is asked.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${home}dashboards/link#dashboard=spoilt`);
    await expect(page.getByRole('alert')).toContainText('The link is not whole');
    await expect(page).toHaveURL(`${home}dashboards/link#dashboard=spoilt`);
    expect(asked.filter((address) => /[?&].*spoilt/.test(address))).toEqual([]);

    await page.goto(home);
    await page.getByRole('link', { name: 'Connections' }).first().click();
    await expect(page).toHaveURL(`${home}connections`);
    await page.goto(`http://localhost:${port}/some/other/place`);
    await expect(page.getByText('There is no such page here.')).toBeVisible();
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
