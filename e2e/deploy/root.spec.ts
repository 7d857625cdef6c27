import { skipWithoutNginx, test } from './fixtures.ts';
import { signInFor, signOut, useDevices } from './story.ts';

skipWithoutNginx();

test('Behind nginx, at the root of its host, deep addresses, live values and orders work by TLS, and nothing is against the content security policy', async ({
  page,
  site,
  demo,
  expectNoViolation,
}) => {
  test.setTimeout(180_000);
  await signInFor(page, `${site.page}connections?window=30s`);
  await useDevices(page, site, demo);
  await expectNoViolation(page);
  await signOut(page, site);
});
