import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request as ask, get } from 'node:https';
import { connect } from 'node:tls';
import { DevicesPage } from '../pages/devices.ts';
import { SignInPage } from '../pages/sign-in.ts';
import { expect, skipWithoutNginx, test } from './fixtures.ts';
import { signOut, useEveryPage } from './story.ts';

skipWithoutNginx();
test.use({ folder: '/plant7/' });

test('Behind nginx, in a folder, every page works by TLS and nothing is against the content security policy', async ({
  page,
  site,
  demo,
  expectNoViolation,
}) => {
  test.setTimeout(180_000);
  await useEveryPage(page, site, demo);
  await expectNoViolation(page);
  await signOut(page, site);
});

test('Socket.IO goes on by long-polling where no WebSocket gets through', async ({ page, site }) => {
  await page.route(/\/assets\/worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const prelude = `{ const Real = WebSocket; self.WebSocket = class extends Real {
          constructor(url, protocols) { super(String(url).includes('socket.io') ? String(url).replace(/socket\\.io.*/, 'gone') : url, protocols); }
        }; }`;
    await route.fulfill({ response, body: `${prelude}\n${await response.text()}` });
  });
  await page.goto(`${site.page}devices`);
  await new SignInPage(page).signIn('viewer');
  const humidity = new DevicesPage(page).quantity('C5C80001', 'humidity');
  await expect(humidity).toContainText(/\d/);
  const shown = await humidity.textContent();
  await expect(humidity).not.toHaveText(shown ?? '');
  const polls = () => site.log().split('GET /plant7/back-ends/cells/socket.io/ HTTP/2.0" 200').length;
  const before = polls();
  await expect.poll(polls).toBeGreaterThan(before + 2);
});

test('server-sent events come one by one, not when a buffer is full', async ({ site, certificate }) => {
  const chunks = await new Promise<number>((resolve, reject) => {
    const address = `${site.page}back-ends/edge/api/temperature/events/1`;
    const request = get(address, { ca: certificate.pem, agent: false }, (response) => {
      let seen = 0;
      response.on('data', () => {
        seen += 1;
        if (seen < 4) return;
        resolve(seen);
        request.destroy();
      });
      // Kept back, all of them would come together with the end.
      response.on('end', () => resolve(seen));
    });
    request.on('error', reject);
  });
  expect(chunks).toBe(4);
});

test('No connection serves an order that has served before, so that no browser sends one again by itself', async ({
  site,
  certificate,
}) => {
  const { hostname, port, origin } = new URL(site.orders);
  const spoken = await new Promise<unknown>((resolve, reject) => {
    const offered = { ca: certificate.pem, ALPNProtocols: ['h2', 'http/1.1'] };
    const socket = connect(
      { host: '127.0.0.1', port: Number(port), servername: hostname, ...offered },
      () => {
        resolve(socket.alpnProtocol);
        socket.destroy();
      },
    ).on('error', reject);
  });
  expect(spoken).not.toBe('h2');

  // As eager to go on with a connection as a browser.
  const agent = new Agent({ ca: certificate.pem, keepAlive: true, maxSockets: 1 });
  const answerTo = (method: string, path: string, from: string) =>
    new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; isUsed: boolean }>(
      (resolve, reject) => {
        const headers = { origin: from, 'content-type': 'application/json' };
        const asked = ask(`${origin}/plant7/${path}`, { method, agent, headers }, (answer) => {
          const { statusCode: status, headers: told } = answer;
          answer.resume().on('end', () => resolve({ status, headers: told, isUsed: asked.reusedSocket }));
        });
        asked.on('error', reject).end(method === 'POST' ? '{}' : undefined);
      },
    );
  const command = 'back-ends/fleet/api/command/v1alpha1/apps/fleet/devices/dimmer-1?command=level';
  const page = new URL(site.page).origin;
  for (const [method, path, status] of [
    ['OPTIONS', command, 204],
    ['POST', command, 401],
    ['POST', command, 401],
    ['GET', command, 405],
    ['POST', 'back-ends/jobs/', 404],
    ['GET', 'config.json', 404],
  ] as const) {
    const answer = await answerTo(method, path, page);
    expect(answer.status, path).toBe(status);
    expect(answer.headers.connection, path).toBe('close');
    expect(answer.isUsed, path).toBe(false);
    expect(answer.headers['access-control-allow-origin'], path).toBe(page);
  }
  const stranger = await answerTo('OPTIONS', command, 'https://stranger.example');
  expect(stranger.headers['access-control-allow-origin']).toBeUndefined();
  agent.destroy();
});

test('What a back end says of keeping its answers passes as it is, under the page’s policy', async ({
  site,
  certificate,
}) => {
  const headers = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
    const address = `${site.page}back-ends/edge/api/temperature/events/1`;
    const request = get(address, { ca: certificate.pem, agent: false }, (response) => {
      resolve(response.headers);
      request.destroy();
    });
    request.on('error', reject);
  });
  expect(headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  expect(headers['referrer-policy']).toBe('no-referrer');
});

test('What nginx says of each file is what docs/deploy.md promises', async ({ request, site, outage }) => {
  const page = await request.get(`${site.page}devices/bridge/thermometer%2Fi2c0-48`);
  const html = await page.text();
  expect(html).toContain('<base href="/plant7/" />');
  const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
  expect(script).not.toBe('');

  const caching = async (path: string) =>
    (await request.get(`${site.page}${path}`)).headers()['cache-control'] ?? '';
  expect(await caching(script)).toBe('public, max-age=31536000, immutable');
  expect(await caching('config.json')).toBe('no-store');
  for (const path of [
    '',
    'index.html',
    'service-worker.js',
    'dashboards/overview.json',
    'manifest.webmanifest',
    'icon.svg',
  ]) {
    expect(await caching(path), path).toBe('no-cache');
  }

  const policy = page.headers()['content-security-policy'] ?? '';
  const directives = new Map(
    policy.split(';').map((one) => {
      const [name = '', ...sources] = one.trim().split(/\s+/);
      return [name, sources.join(' ')];
    }),
  );
  expect(directives.get('default-src')).toBe("'none'");
  expect(directives.get('script-src')).toBe("'self'");
  expect(directives.get('style-src')).toBe("'self'");
  expect(directives.get('connect-src')).toBe(`'self' ${site.issuer} ${site.orders}`);
  expect(directives.get('require-trusted-types-for')).toBe("'script'");
  expect(directives.get('trusted-types')).toBe('signalbox');
  expect(policy).not.toContain('unsafe');

  for (const path of ['', script, 'config.json', 'assets/none.js', 'dashboards/none.json']) {
    const headers = (await request.get(`${site.page}${path}`)).headers();
    expect(headers['content-security-policy'], path).toBe(policy);
    expect(headers['strict-transport-security'], path).toBe('max-age=63072000');
    expect(headers['referrer-policy'], path).toBe('no-referrer');
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['permissions-policy'], path).toContain('geolocation=()');
    expect(headers.server, path).toBe('nginx');
  }

  // Nor does an answer without a file go without them: the same again, another address, a back end that is away.
  const { etag = '' } = (await request.get(`${site.page}service-worker.js`)).headers();
  await outage.stop('webchannel');
  for (const [path, status] of [
    ['service-worker.js', 304],
    ['', 308],
    ['back-ends/jobs/', 502],
  ] as const) {
    const address = `${site.page}${path}`;
    const answer = await request.get(status === 308 ? address.replace(/\/$/, '') : address, {
      headers: { 'if-none-match': etag },
      maxRedirects: 0,
    });
    expect(answer.status(), path).toBe(status);
    expect(answer.headers(), path).toMatchObject({
      'content-security-policy': policy,
      'strict-transport-security': 'max-age=63072000',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  }

  // What is missing is missing today, and not the page.
  for (const path of ['assets/none.js', 'dashboards/none.json']) {
    const missing = await request.get(`${site.page}${path}`);
    expect(missing.status(), path).toBe(404);
    expect(missing.headers()['cache-control'], path).toBeUndefined();
  }
  const manifest = await request.get(`${site.page}manifest.webmanifest`);
  expect(manifest.headers()['content-type']).toBe('application/manifest+json');
  const plain = await request.get(`${site.page}${script}`, { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers()['content-encoding']).toBeUndefined();
  for (const [accepted, given] of [
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br', 'br'],
    ['gzip, br;q=0', 'gzip'],
  ] as const) {
    const compressed = await request.get(`${site.page}${script}`, {
      headers: { 'accept-encoding': accepted },
    });
    const headers = compressed.headers();
    expect(headers['content-encoding'], accepted).toBe(given);
    expect(headers['content-type'], accepted).toBe('text/javascript');
    expect(headers['cache-control'], accepted).toBe('public, max-age=31536000, immutable');
    expect(headers['content-security-policy'], accepted).toBe(policy);
    expect(headers.vary, accepted).toBe('Accept-Encoding');
    expect(await compressed.text(), accepted).toBe(await plain.text());
  }

  const elsewhere = async (address: string) =>
    (await request.get(address, { maxRedirects: 0 })).headers().location;
  expect(await elsewhere(site.page.replace(/\/$/, '?window=1m'))).toMatch(/\/plant7\/\?window=1m$/);
  expect(await elsewhere(`${site.plain}devices?x=1`)).toBe(`${site.page}devices?x=1`);
});
