/**
 * `npm run bench:where`: which threads the processor's time goes to at a fixed rate, of the generator's and of all the browser's
 * processes: where cores are few, they compete.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Session, startBrowser } from './browser.ts';
import { buildPage } from './build.ts';
import { threadSeconds } from './cpu.ts';
import { KINDS } from './frames.ts';
import { startPageServer } from './page-server.ts';
import { startSender } from './sender.ts';
import { shortfallOf } from './shortfall.ts';
import { fillPast, openSubject, type Stage, type Who } from './subject.ts';
import { measure } from './window.ts';

const SERIES = 50;
const WORTH_A_LINE = 0.005;

const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: 'json' },
    rate: { type: 'string', default: '20000' },
    seconds: { type: 'string', default: '8' },
    who: { type: 'string', default: 'limit,signalbox' },
    times: { type: 'string', default: '1' },
    /** Also profiles page and worker, into files of this beginning: `.cpuprofile`, which the developer tools open. */
    profile: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});

async function profiled(
  sessions: Readonly<Record<string, Session>>,
  into: string,
  work: () => Promise<void>,
) {
  for (const session of Object.values(sessions)) {
    await session.call('Profiler.enable');
    await session.call('Profiler.setSamplingInterval', { interval: 500 });
    await session.call('Profiler.start');
  }
  await work();
  for (const [name, session] of Object.entries(sessions)) {
    const { profile } = await session.call('Profiler.stop');
    writeFileSync(`${into}-${name}.cpuprofile`, JSON.stringify(profile));
  }
}

async function look(stage: Stage, who: Who): Promise<void> {
  const kind = KINDS.find((one) => one === values.kind);
  if (!kind) throw new Error(`There is no kind ${values.kind}; there are ${KINDS.join(', ')}.`);
  const rate = Number(values.rate);
  const seconds = Number(values.seconds);
  const subject = await openSubject(stage, who, kind);
  if (who === 'signalbox') await fillPast(stage, subject, SERIES, 15_000);
  await measure(stage, subject, rate, 2);
  const before = threadSeconds(stage.browser.pid, stage.sender.pid);
  const window = await measure(stage, subject, rate, seconds);
  const after = threadSeconds(stage.browser.pid, stage.sender.pid);
  if (values.profile)
    await profiled(
      who === 'signalbox' ? { page: subject.page, worker: subject.worker } : { limit: subject.worker },
      values.profile,
      async () => void (await measure(stage, subject, rate, seconds)),
    );
  await subject.close();

  const { paint, lag, busy } = window;
  console.log(
    `\n${who}, ${kind}, ${window.rate.toFixed(0)}/s: ${window.held ? 'held' : 'not held'}, lag p50 ${lag.p50.toFixed(1)}, p95 ${lag.p95.toFixed(1)} ms, ${(((busy?.worker ?? Number.NaN) / window.rate) * 1e6).toFixed(1)} µs of the worker a reading`,
  );
  const shortfall = shortfallOf(window);
  if (shortfall !== null) console.log(`These are not figures of ${rate} frames a second: ${shortfall}.`);
  if (paint)
    console.log(
      `${paint.fps.toFixed(1)} drawn/s, slowest chart ${paint.slowestFps.toFixed(1)}, gap p95 ${paint.frameGapP95Ms.toFixed(1)}, painted p50 ${paint.paintLagP50Ms.toFixed(1)}, p95 ${paint.paintLagP95Ms.toFixed(1)} ms`,
    );
  let all = 0;
  const shares = [...after].map(([name, end]): [string, number] => {
    const share = (end - (before.get(name) ?? 0)) / seconds;
    all += share;
    return [name, share];
  });
  for (const [name, share] of shares.sort(([, one], [, other]) => other - one))
    if (share >= WORTH_A_LINE) console.log(`${(share * 100).toFixed(1).padStart(6)} %  ${name}`);
  console.log(`${(all * 100).toFixed(1).padStart(6)} %  together`);
}

if (!values['no-build']) buildPage();
const server = await startPageServer();
const sender = await startSender();
const browser = await startBrowser();
try {
  for (let time = 0; time < Number(values.times); time++)
    for (const who of values.who.split(','))
      await look({ browser, server, sender }, who === 'limit' ? 'limit' : 'signalbox');
} finally {
  sender.stop();
  server.stop();
  await browser.stop();
}
