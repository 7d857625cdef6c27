/** `npm run budget`: whether the built page, behind nginx as docs/deploy.md has it, is as quick and as good as it has to be. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { startDemo } from '../../demo/demo.ts';
import { createCertificate } from '../../e2e/deploy/certificate.ts';
import { addressesOf, startSite } from '../../e2e/deploy/site.ts';
import { OverviewPage } from '../../e2e/pages/overview.ts';
import { SignInPage } from '../../e2e/pages/sign-in.ts';
import { storeSession } from '../../e2e/session.ts';
import { findChromium } from '../../scripts/chromium.mjs';
import { hasNginx } from '../../scripts/nginx.mjs';
import { CPU_SLOWDOWN, type Visit, visitTwice } from './field.ts';
import { CATEGORIES, ensureLighthouse, judge } from './lighthouse.ts';
import { startSlowLink } from './slow-link.ts';

const BASE_PORT = 7980;
/** Slow 3G as Chromium's developer tools have it: 400 ms there and back, 400 kbit/s. */
const SLOW_3G = { roundTripMs: 400, bitsPerSecond: 400_000 };
const TO_REACH = { score: 95, firstVisit: 6_000, nextVisit: 2_000, switchAfterValue: 500 };

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
    waterfall: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const wants = (part: 'lighthouse' | 'field') => values.only === undefined || values.only === part;

if (!hasNginx()) {
  console.error('The budget is measured behind nginx. Debian, Ubuntu: apt-get install nginx openssl');
  process.exit(1);
}

let missed = 0;
function say(what: string, figure: string, isReached: boolean): void {
  if (!isReached) missed += 1;
  console.log(`${isReached ? 'ok  ' : 'OVER'}  ${what.padEnd(44)} ${figure}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function sayVisits(name: string, visits: readonly Visit[], limit: number): void {
  const of = (pick: (visit: Visit) => number) => median(visits.map(pick));
  const all = visits.map(({ firstValue }) => seconds(firstValue)).join(', ');
  const value = of(({ firstValue }) => firstValue);
  say(`${name}: first live value`, `${seconds(value)} of ${seconds(limit)} (${all})`, value <= limit);
  const wait = of(({ firstValue, switchUsable }) => switchUsable - firstValue);
  say(`${name}: switch usable after it`, seconds(wait), wait <= TO_REACH.switchAfterValue);
  console.log(
    `      from its press to the device’s report ${seconds(of(({ switched }) => switched))}, ${Math.round(of(({ bytes }) => bytes) / 1000)} kB until the first value`,
  );
  const [first] = visits;
  if (!values.waterfall || !first) return;
  for (const { name: file, from, to, bytes } of first.fetched)
    console.log(
      `      ${seconds(from).padStart(6)} ${seconds(to).padStart(6)} ${String(bytes).padStart(7)}  ${file}`,
    );
}

const folder = mkdtempSync(join(tmpdir(), 'signalbox-budget-'));
const certificate = createCertificate(folder);
const addresses = addressesOf(BASE_PORT, '/');
const demo = await startDemo({ basePort: BASE_PORT, page: 'none', behind: addresses });
const site = await startSite(demo, certificate, addresses);
const portOf = (address: string) => Number(new URL(address).port);
const link = await startSlowLink([portOf(site.page), portOf(site.issuer)], SLOW_3G);
const executablePath = findChromium();
const trust = `--ignore-certificate-errors-spki-list=${certificate.publicKeyHash}`;
const options = {
  ...(executablePath === undefined ? {} : { executablePath }),
  chromiumSandbox: process.getuid?.() !== 0,
};
try {
  if (wants('field')) {
    const rules = [...link.ports].map(([server, port]) => `MAP localhost:${server} 127.0.0.1:${port}`);
    const browser = await chromium.launch({
      ...options,
      args: [trust, `--host-resolver-rules=${rules.join(', ')}`],
    });
    const page = await browser.newPage({ baseURL: site.page });
    const session = await storeSession(page, 'technician');
    await page.close();
    const first: Visit[] = [];
    const next: Visit[] = [];
    for (let run = 0; run < runs; run += 1) {
      const visits = await visitTwice(browser, site.page, session, link);
      first.push(visits.first);
      next.push(visits.next);
    }
    await browser.close();
    console.log(
      `Slow 3G (400 ms, 400 kbit/s), the page’s thread ${CPU_SLOWDOWN} × slower, median of ${runs}`,
    );
    sayVisits('first visit', first, TO_REACH.firstVisit);
    sayVisits('next visit', next, TO_REACH.nextVisit);
  }
  if (wants('lighthouse')) {
    ensureLighthouse();
    const port = await freePort();
    const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      ...options,
      args: [trust, `--remote-debugging-port=${port}`],
    });
    const judged = async (name: string, path: string) => {
      for (const device of ['desktop', 'mobile'] as const) {
        const { scores, metrics, complaints } = await judge(new URL(path, site.page).href, port, device);
        console.log(`Lighthouse, ${name}, ${device}: ${metrics.join(', ')}`);
        for (const category of CATEGORIES) {
          const score = scores.get(category) ?? 0;
          say(`${name}, ${device}: ${category}`, `${score} of ${TO_REACH.score}`, score >= TO_REACH.score);
        }
        for (const complaint of complaints) console.log(`      ${complaint}`);
      }
    };
    await judged('sign-in', '');
    const page = await context.newPage();
    await page.goto(site.page);
    await new SignInPage(page).signIn('technician');
    await new OverviewPage(page).switch('Heater').expectState('off');
    await page.goto('about:blank');
    await judged('overview', '');
    await judged('devices', 'devices');
    await context.close();
  }
} finally {
  await link.stop();
  await site.stop();
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(missed === 0 ? 'Everything is within its budget.' : `${missed} over budget.`);
process.exit(missed === 0 ? 0 : 1);
