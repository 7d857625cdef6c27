import type { Demo } from '../demo/demo.ts';
import { expect, test } from './fixtures.ts';
import { withHubAccount } from './hub-client.ts';
import { ConnectionsPage } from './pages/connections.ts';
import { InspectorPage } from './pages/inspector.ts';
import { OverviewPage } from './pages/overview.ts';
import { tokensIn } from './session.ts';

const MARKUP = '<img src=x onerror="globalThis.wasRendered = true">';

/** A back end that sends what nobody may see: how, and what of the frame is shown. */
const TELLTALES: readonly {
  readonly id: string;
  readonly tell: (demo: Demo, token: string) => void;
  readonly frame: RegExp;
  readonly taken: RegExp;
}[] = [
  {
    id: 'bridge',
    tell: ({ backEnds: { hub } }, token) =>
      hub.injectFrame(
        `["wifi", {"password": "swordfish", "key": "${token}"}]\n["thermometer/telltale", {"temperature": [20.5, "℃"], "password": "swordfish", "note": "bigclown and ${token}"}]\n`,
      ),
    frame: /thermometer\/telltale.*password.*left out/,
    taken: /thermometer\/telltale · temperature 20.5 ℃/,
  },
  {
    id: 'fleet',
    tell: ({ backEnds: { drogue } }, token) =>
      drogue.injectFrame(
        JSON.stringify({
          specversion: '1.0',
          id: 'telltale-1',
          source: 's',
          type: 'io.drogue.event.v1',
          device: 'telltale',
          data: { power: 5, apiKey: 'swordfish', header: `Authorization: Bearer ${token}` },
        }),
      ),
    frame: /"device":"telltale".*"apiKey":"\[left out\]"/,
    taken: /telltale · power 5/,
  },
  {
    id: 'cells',
    tell: ({ backEnds: { kamea } }, token) =>
      kamea.injectEvent({
        deviceId: 'C5C80001',
        telemetries: { temperature: 21.5, token, secret: 'swordfish' },
      }),
    frame: /"temperature":21.5.*"token":"\[left out\]"/,
    taken: /C5C80001 · temperature 21.5/,
  },
  {
    id: 'jobs',
    tell: ({ backEnds: { webchannel } }, token) =>
      webchannel.injectFrame(
        new TextEncoder().encode(
          JSON.stringify({ message: `telltale Bearer ${token}`, accessToken: 'swordfish' }),
        ),
      ),
    frame: /telltale Bearer \[left out\]/,
    taken: /telltale/,
  },
  {
    id: 'edge',
    tell: ({ backEnds: { streambed } }) =>
      streambed.injectFrame(`data: {"Registered":{"secret":"${streambed.secrets[0]}"}}\n\n`),
    frame: /"Registered":\{"secret":"\[left out\]"\}/,
    taken: /announced/,
  },
];

test('Frames of every back end are shown beside what was taken from them, and no secret among them', async ({
  page,
  signIn,
  demo,
  serveConfig,
}) => {
  await serveConfig(withHubAccount);
  await signIn('technician', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const inspector = new InspectorPage(page);
  const token = (await tokensIn(page)).access_token;
  expect(token.length).toBeGreaterThan(20);
  for (const { id, tell, frame, taken } of TELLTALES) {
    await connections.item(id).expectStatus('online');
    await inspector.open(id);
    tell(demo, token);
    await expect(inspector.frame(frame).filter({ hasText: taken }).first()).toBeVisible();
    // What else comes has been taken apart as well.
    await expect(inspector.frames.filter({ hasText: /[·:] .*\d/ }).first()).toBeVisible();
    const shown = await page.content();
    for (const secret of [token, 'swordfish', 'bigclown', ...demo.backEnds.streambed.secrets]) {
      expect(shown.includes(secret), `${id} shows ${secret.slice(0, 9)}…`).toBe(false);
    }
    await inspector.leave();
  }
});

test('Somebody looks for what a hub says: they filter, pause, copy, and see why a frame is unreadable', async ({
  page,
  context,
  signIn,
  demo,
  outage,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn('technician', ConnectionsPage.path);
  await new ConnectionsPage(page).item('bridge').expectStatus('online');
  const inspector = new InspectorPage(page);
  await inspector.open('bridge');
  const { hub } = demo.backEnds;

  hub.injectFrame('this is not JSON\n');
  hub.injectFrame(`["${MARKUP}", {"${MARKUP.replaceAll('"', '\\"')}": 1}]\n`);
  hub.injectFrame(`["thermometer/long", {"note": "${'long '.repeat(20_000)}"}]\n`);
  const unreadable = inspector.frame('this is not JSON');
  await expect(unreadable).toContainText(/Unreadable: .*JSON/);
  await expect(inspector.frame(MARKUP).first()).toBeVisible();
  await expect(inspector.frame('thermometer/long')).toContainText('the whole frame has 100 kB');
  expect(await page.evaluate(() => Reflect.get(globalThis, 'wasRendered'))).toBeUndefined();

  await inspector.unreadableOnly.check();
  await expect(inspector.frame('pir/-')).toHaveCount(0);
  await expect(unreadable).toBeVisible();
  await inspector.unreadableOnly.uncheck();
  await inspector.find.fill('THERMOMETER/LONG');
  await expect(inspector.frames).toHaveCount(1);
  expect(await inspector.copy()).toMatch(/^\S+Z\tReceived\t\d+\t\["thermometer\/long"/);

  // The link breaks and comes back: both is told, and what this page itself sends is seen.
  await inspector.find.fill('');
  await outage.stop('hub');
  await expect(inspector.frame(/Link.*broke/)).toBeVisible();
  await outage.start('hub');
  await expect(inspector.frame(/Link.*opened/)).toBeVisible({ timeout: 20_000 });
  await inspector.direction('Sent');
  await expect(inspector.frame('clown.talk/-/config/set')).toBeVisible();
  await expect(inspector.frame('pir/-').filter({ hasText: 'Received' })).toHaveCount(0);
  await inspector.direction('Both');

  await inspector.pause.click();
  const newest = await inspector.frames.first().textContent();
  await expect(inspector.count).toHaveText(/came while the list stands still/);
  expect(await inspector.frames.first().textContent()).toBe(newest);
  await inspector.goOn.click();
  await expect(inspector.frames.first()).not.toHaveText(newest ?? '');
});

test('A flood is sampled, what is left out is counted, and every reading is still taken', async ({
  page,
  signIn,
  demo,
}) => {
  await signIn('technician', ConnectionsPage.path);
  const connections = new ConnectionsPage(page);
  const bridge = connections.item('bridge');
  await bridge.expectStatus('online');
  const inspector = new InspectorPage(page);
  await inspector.open('bridge');
  for (let i = 0; i < 4_000; i++) {
    demo.backEnds.hub.injectFrame(`["thermometer/i2c0-48", {"temperature": [${20 + (i % 10) / 10}, "℃"]}]\n`);
  }
  await expect.poll(() => inspector.leftOut()).toBeGreaterThan(2_000);
  await expect(inspector.count).toHaveText(/more came than anybody could read/);
  expect(await inspector.frames.count()).toBeLessThanOrEqual(300);
  await inspector.leave();
  await expect.poll(() => bridge.figure('Frames')).toBeGreaterThan(4_000);
  expect(await bridge.figure('Dropped')).toBe(0);
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Overview' }).click();
  await expect
    .poll(() => new OverviewPage(page).chart('Workshop temperature').samples())
    .toBeGreaterThan(4_000);
});
