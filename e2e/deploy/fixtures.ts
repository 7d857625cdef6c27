import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { hasNginx } from '../../scripts/nginx.mjs';
import { canInstallPackages } from '../../scripts/packages.mjs';
import { test as base, expect, startOnFreePorts } from '../fixtures.ts';
import { type Certificate, createCertificate } from './certificate.ts';
import { collectReports, type Reports } from './reports.ts';
import { addressesOf, type Site, startSite } from './site.ts';

export { expect } from '../fixtures.ts';

interface WorkerFixtures {
  /** Folder that the page is in, with slashes at both ends. */
  readonly folder: string;
  readonly certificate: Certificate;
  /** The page behind nginx. */
  readonly site: Site;
  /** What browsers report of the content security policy. */
  readonly reports: Reports;
}

interface TestFixtures {
  /** Puts a new build in the place of the page, until the test is over. */
  readonly deploy: Site['deploy'];
  /** Expects that nothing so far was against the content security policy, in page and worker, and that it would have been heard of. */
  readonly expectNoViolation: (page: Page) => Promise<void>;
}

/** The built page behind nginx, as docs/deploy.md has it, and the demo's back ends behind the same nginx. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  folder: ['/', { scope: 'worker', option: true }],
  certificate: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const place = mkdtempSync(join(tmpdir(), 'signalbox-tls-'));
      await use(createCertificate(place));
      rmSync(place, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, certificate }, use) => {
      const trust = `--ignore-certificate-errors-spki-list=${certificate.publicKeyHash}`;
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), trust] });
    },
    { scope: 'worker' },
  ],
  demo: [
    async ({ folder, times }, use, { workerIndex }) => {
      const demo = await startOnFreePorts(workerIndex, (basePort) => ({
        page: 'none',
        times,
        behind: addressesOf(basePort, folder),
      }));
      await use(demo);
      await demo.stop();
    },
    { scope: 'worker', timeout: 20_000 },
  ],
  site: [
    async ({ demo, folder, certificate }, use) => {
      const addresses = addressesOf(Number(new URL(demo.origin).port), folder);
      const site = await startSite(demo, certificate, addresses);
      await use(site);
      await site.stop();
    },
    { scope: 'worker', timeout: 20_000 },
  ],
  reports: [
    async ({ site }, use) => {
      const reports = await collectReports(site.reportsPort);
      await use(reports);
      await reports.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site.page),
  // For what Playwright itself fetches; the browser trusts the one certificate.
  ignoreHTTPSErrors: true,
  deploy: async ({ site }, use) => {
    await use((mark) => site.deploy(mark));
    site.withdraw();
  },
  expectNoViolation: async ({ site, reports, expectConsoleError }, use) => {
    const before = reports.violations.length;
    await use(async (page) => {
      expectConsoleError(new RegExp(site.nobody));
      const forbidden = (address: string) => fetch(address).catch(() => undefined);
      await page.evaluate(forbidden, `${site.nobody}page`);
      const [worker] = page.workers();
      await worker?.evaluate(forbidden, `${site.nobody}worker`);
      // These two come after whatever else there was to report.
      for (const where of ['page', 'worker']) {
        await expect.poll(() => reports.violations.join('\n')).toContain(`${site.nobody}${where}`);
      }
      expect(reports.violations.slice(before).filter((line) => !line.includes(site.nobody))).toEqual([]);
    });
  },
});

/** Left out where there is no nginx and nobody may install one. */
export function skipWithoutNginx(): void {
  test.skip(
    !hasNginx() && !canInstallPackages(),
    'There is no nginx (or no openssl) here, so docs/deploy.md is not tested. Debian, Ubuntu: apt-get install nginx openssl',
  );
}
