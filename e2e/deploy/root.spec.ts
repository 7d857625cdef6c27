import { skipWithoutNginx, test } from './fixtures.ts';
import { signOut, useEveryPage } from './story.ts';

skipWithoutNginx();

test('Behind nginx, at the root of its host, every page works by TLS and nothing is against the content security policy', async ({
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
