import type { Page } from '@playwright/test';
import { decodeJwt } from 'jose';
import { serveDashboard } from '../dashboard.ts';
import { ControlTile } from '../pages/controls.ts';
import { ordersSince } from '../plant.ts';
import { expect, test } from './fixtures.ts';

const MESSAGE = { message: 'Stop the oven' };
const ARRIVED = { device: 'user:1', property: 'publish', value: JSON.stringify(MESSAGE).length };
const TOKEN = /\/api\/channel-token/;
/** Seconds that the server is lenient by, and one for the rounding. */
const LEEWAY_S = 3;

test.use({ times: { channelToken: 1_000 } });

/** A dashboard with one tile to publish by, once it can be. */
async function messageTile(
  page: Page,
  signIn: (account: 'technician') => Promise<void>,
): Promise<ControlTile> {
  await serveDashboard(page, {
    type: 'json',
    title: 'Message',
    options: { connection: 'jobs', payload: MESSAGE },
  });
  await signIn('technician');
  const message = new ControlTile(page, 'Message', 'json');
  await expect(message.button('Send')).toHaveAttribute('aria-disabled', 'false');
  return message;
}

test('A channel token that has run out is asked for anew once, and the message is published once', async ({
  page,
  signIn,
  demo,
  expectAudit,
}) => {
  const { webchannel } = demo.backEnds;
  // The first one, which opens the link; from then on whatever the page is given is dead by the time it uses it.
  let first = '';
  let isDead = false;
  await page.route(TOKEN, async (route) => {
    const answer = await route.fetch();
    const body = await answer.text();
    first ||= body;
    await route.fulfill({ response: answer, body: isDead ? first : body });
  });
  const message = await messageTile(page, signIn);
  const { exp = 0 } = decodeJwt(JSON.parse(first).token);
  await expect.poll(() => Date.now() / 1000).toBeGreaterThan(exp + LEEWAY_S);
  const orders = ordersSince(demo.plant);
  const { tokensIssued } = webchannel;

  await message.button('Send').click();

  await expect(message.region).toContainText('Accepted');
  expect(orders()).toEqual([ARRIVED]);
  expect(webchannel.tokensIssued).toBe(tokensIssued + 1);

  isDead = true;
  await expect.poll(() => Date.now() / 1000).toBeGreaterThan(exp + 2 * LEEWAY_S + 4);
  await message.button('Send').click();
  await message.expectState('failed');
  await expect(message.region).toContainText('did not accept the credentials (401). Nothing was done');
  expect(webchannel.tokensIssued).toBe(tokensIssued + 2);
  expect(orders()).toEqual([ARRIVED]);
  await expectAudit(['rejected', /\(401\)\. nothing was done/i], ['accepted', /accept/i]);
});

test('A message that is too large for the server is rejected, and one that the network takes arrives at most once', async ({
  page,
  signIn,
  demo,
  proxies,
  expectAudit,
}) => {
  const { webchannel } = demo.backEnds;
  const message = await messageTile(page, signIn);
  const orders = ordersSince(demo.plant);
  webchannel.limitPublishing(8);
  try {
    await message.button('Send').click();
    await message.expectState('failed');
    await expect(message.region).toContainText(
      'the payload is too large (413). Nothing was done; send less.',
    );
    expect(orders()).toEqual([]);
  } finally {
    webchannel.limitPublishing(Number.POSITIVE_INFINITY);
  }

  // The message arrives, and the answer is lost with the connection: a browser must not send it again.
  const { plant } = demo;
  const { received } = plant;
  plant.received = (one) => {
    received(one);
    plant.received = received;
    proxies.webchannel.reset();
  };
  await message.button('Send').click();
  await expect.poll(orders).toEqual([ARRIVED]);
  await expect(message.region).toContainText('Whether the order was carried out is unknown');
  await expect(message.button('Send')).toHaveAttribute('aria-disabled', 'false', { timeout: 15_000 });

  // The message is lost on its way: unknown at its deadline, and it does not come later.
  proxies.webchannel.set({ kind: 'lose' });
  await message.button('Send').click();
  await expect(message.region).toContainText('The back end did not answer in time');
  proxies.webchannel.heal();
  await expectAudit(
    ['timed out', /did not answer in time/i],
    ['rejected', /is unknown/i],
    ['rejected', /\(413\)/],
  );
  expect(orders()).toEqual([ARRIVED]);
});

test('The server restarts with a message in its hands: it is called unknown, and nothing publishes it again', async ({
  page,
  signIn,
  demo,
  outage,
  expectAudit,
}) => {
  const message = await messageTile(page, signIn);
  const orders = ordersSince(demo.plant);
  const { plant } = demo;
  const { received } = plant;
  plant.received = (one) => {
    received(one);
    plant.received = received;
    // It has the message, and dies before it answers.
    void outage.stop('webchannel').then(() => outage.start('webchannel'));
  };
  await message.button('Send').click();

  await expect(message.region).toContainText('Whether the order was carried out is unknown');
  await expect(message.button('Send')).toHaveAttribute('aria-disabled', 'false', { timeout: 15_000 });
  expect(orders()).toEqual([ARRIVED]);
  await expectAudit(['rejected', /is unknown/i]);
  expect(orders()).toEqual([ARRIVED]);
});
