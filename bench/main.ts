/** `npm run bench`: what Signalbox does a second, side by side with what a bare worker does in the same browser. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { windowPresets } from '../src/widgets/time/presets.ts';
import { startBrowser } from './browser.ts';
import { buildPage } from './build.ts';
import { KINDS } from './frames.ts';
import { startPageServer } from './page-server.ts';
import { toJson, toText } from './report.ts';
import { type Plan, runAll } from './run.ts';
import { startSender } from './sender.ts';

const FULL: Plan = {
  quick: false,
  search: { probeSeconds: 3, confirmSeconds: 15, steps: 4, seconds: 180, confirmations: 10 },
  fixedSeconds: 15,
  soakSeconds: 600,
  soakFull: true,
  weighed: 20_000,
  past: 30_000,
  fixed: [5000, 20_000],
  // At 5,000 frames of 200 readings a second there would be a million readings: more than the limit takes.
  fixedKinds: KINDS.filter((kind) => kind !== 'json-batch'),
  costs: true,
};
const QUICK: Plan = {
  quick: true,
  search: { probeSeconds: 0.7, confirmSeconds: 1.5, steps: 1, seconds: 3, confirmations: 1 },
  fixedSeconds: 2,
  soakSeconds: 3,
  soakFull: false,
  weighed: 6000,
  past: 2000,
  fixed: [5000, 20_000],
  fixedKinds: ['json'],
  costs: false,
};

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    kinds: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});
const wanted = values.kinds?.split(',');
const kinds = KINDS.filter((kind) => !wanted || wanted.includes(kind));
if (!values['no-build']) buildPage();

const begin = Date.now();
const say = (text: string) =>
  console.log(`${((Date.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${text}`);
const server = await startPageServer();
const sender = await startSender();
const browser = await startBrowser();
try {
  const longest = Object.keys(windowPresets).includes('24h') ? '24h' : '15m';
  const results = await runAll(
    { browser, server, sender },
    values.quick ? QUICK : FULL,
    kinds,
    ['1m', longest],
    say,
  );
  say('done');
  console.log(`\n${toText(results)}`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(toJson(results), null, 2)}\n`);
} finally {
  sender.stop();
  server.stop();
  await browser.stop();
}
