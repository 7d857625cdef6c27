// `npm test`: everything that must hold before a change is taken, in order, stopping at the first failure.
import { findChromium, findHeadlessChromium, isSystemsChromium } from './chromium.mjs';
import { endWithNpm, ensureInstalled, ensureNode, npm } from './install.mjs';
import { hasNginx } from './nginx.mjs';
import { canInstallPackages, installPackages } from './packages.mjs';

const STEPS = ['types', 'lint', 'unit', 'build', 'e2e'];

const HOW_TO_GET_CHROMIUM = `The end-to-end tests need Chromium and there is none. One of these will do:
  npx playwright install --with-deps chromium
  your system's package (Debian, Ubuntu: apt-get install chromium)
  PLAYWRIGHT_CHROMIUM=/path/to/chromium npm test`;

async function ensureChromium() {
  if (findChromium() === undefined && canInstallPackages()) {
    console.log('Installing Chromium …');
    await installPackages(['chromium']);
  }
  const found = findChromium();
  if (found === undefined) {
    console.error(HOW_TO_GET_CHROMIUM);
    process.exit(1);
  }
  if (!isSystemsChromium(found) || !canInstallPackages() || findHeadlessChromium() !== found) return;
  console.log('Installing Chromium without windows, which makes the tests quicker …');
  if (await installPackages(['chromium-headless-shell'])) return;
  console.log('It is not to be had here: the tests take the whole browser.');
}

const HOW_TO_GET_NGINX =
  'docs/deploy.md is tested with nginx and openssl. Debian, Ubuntu: apt-get install nginx openssl';

/** Where nobody may install nginx, the tests of docs/deploy.md are left out and say so. */
async function ensureNginx() {
  if (hasNginx()) return;
  if (!canInstallPackages()) {
    console.log(`There is no nginx here, so its tests are left out. ${HOW_TO_GET_NGINX}`);
    return;
  }
  console.log('Installing nginx …');
  await installPackages(['nginx', 'openssl']);
  if (hasNginx()) return;
  console.error(HOW_TO_GET_NGINX);
  process.exit(1);
}

/** Adds up what Vitest (`Tests  2 failed | 40 passed (42)`) and Playwright (`  12 passed (40s)`) say at their ends. */
function countTests(output, counts) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences.
  const plain = output.replace(/\u001b\[[\d;]*m/g, '');
  for (const line of plain.split('\n')) {
    if (!/^\s*Tests\s+\d|^\s*\d+ (passed|failed|flaky|skipped)\b/.test(line)) continue;
    for (const [, number, outcome] of line.matchAll(/(\d+) (passed|failed|skipped)/g)) {
      counts[outcome] += Number(number);
    }
  }
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

ensureNode();
endWithNpm();
await ensureInstalled();
await ensureChromium();
await ensureNginx();

const started = Date.now();
const counts = { passed: 0, failed: 0, skipped: 0 };
const times = [];
for (const step of STEPS) {
  console.log(`\n── ${step} ──`);
  const stepStarted = Date.now();
  let output = '';
  const code = await npm(['run', '--silent', step], {
    env: process.stdout.isTTY ? { FORCE_COLOR: '1' } : {},
    onOutput: (text) => {
      output += text;
    },
  });
  countTests(output, counts);
  times.push(`${step} ${seconds(stepStarted)}`);
  if (code !== 0) {
    console.error(`\n${times.join(' · ')}`);
    console.error(`${step} failed. ${counts.passed} passed, ${Math.max(1, counts.failed)} failed`);
    process.exit(code);
  }
}
console.log(`\n${times.join(' · ')} · total ${seconds(started)}`);
console.log(`All is well. ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
