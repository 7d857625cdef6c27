/**
 * `npm run soak -- MINUTES`: a wall lives through days in minutes. What happens to it happens a hundred times as often as it does on a wall; then
 * page and engine hold what they held before, or something leaks. The rotation alone goes no faster than a configuration may have it.
 */
import { parseArgs } from 'node:util';
import { type Demo, startDemo } from '../demo/demo.ts';
import { type OpenPage, startBrowser } from './browser.ts';
import { buildPage } from './build.ts';
import { leastAlive } from './memory.ts';
import { type Held, report } from './soak-growth.ts';
import { type Seen, unseen } from './soak-seen.ts';
import { isAlone, look, type Sight, shown } from './soak-wall.ts';
import { openSockets } from './sockets.ts';
import { sleep, until } from './subject.ts';

const SPEED = 100;
const DAYS = 30;
const FULL_MINUTES = (DAYS * 24 * 60) / SPEED;
const BASE_PORT = 6_940;
const PORTS = 7;

/** Before the first weighing, minutes: what is bounded fills up, and what the browser makes of the scripts settles. Short runs take half of their own time. */
const MOST_WARM_UP = 10;
/** The shortest time that a configuration may give a dashboard, s: the wall turns by itself, so this is as fast as it goes. */
const TURN_S = 2;
/** A wall that is touched stays where it is so long, s: longer than a weighing takes. */
const TOUCHED_S = 180;

/** How often each thing happens to a wall, ms. */
const EVERY = {
  /** One of the five back ends goes away and comes back. */
  reconnect: 12 * 60_000,
  /** Tokens of ten minutes are renewed after two thirds of their life. */
  renewal: 400_000,
  /** Something becomes wrong, or well again. */
  alarm: 36 * 60_000,
} as const;
const TOKEN_MS = (EVERY.renewal * 3) / 2 / SPEED;
/** A back end is away so long, ms. */
const AWAY_MS = 150;
/** Streambed ends its streams so often, which it does each 60 s: a link that ends sooner is taken for one that does not hold, and left to its back-off. */
const STREAM_MS = 3_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'no-build': { type: 'boolean', default: false }, only: { type: 'string' } },
});
/** To find what leaks: only some of what can happen does. */
const wanted = values.only?.split(',');
const minutes = Number(positionals[0] ?? FULL_MINUTES);
if (!(minutes >= 1)) throw new Error('How many minutes? For example: npm run soak -- 10');

/** Small bounds, so that what is bounded is full before the first weighing and only what leaks can grow. */
const ALARM = 'Heater is on';
const CONFIG = {
  limits: {
    maxMegabytes: 1,
    maxSamplesPerSeries: 300,
    auditEntries: 50,
    alarmEntries: 50,
    // Chunks that fill until they are stored would be weighed at random moments.
    historyMegabytes: 0,
  },
  kiosk: {
    resumeAfterSeconds: TOUCHED_S,
    playlists: {
      // At least three screens: of two, one shown and one drawn ahead, none would ever be let go.
      hall: {
        seconds: !wanted || wanted.includes('turn') ? TURN_S : 86_400,
        dashboards: [
          'dashboards/overview.json',
          { dashboard: 'dashboards/thermometer.json', variables: { device: 'C5C80001' } },
          { dashboard: 'dashboards/thermometer.json', variables: { device: 'C5C80002' } },
        ],
      },
    },
  },
  alarms: [
    {
      id: 'heater',
      title: ALARM,
      kind: 'state',
      connection: 'bridge',
      device: 'relay/*',
      quantity: 'state',
      is: true,
      onDelaySeconds: 0,
      offDelaySeconds: 0,
    },
  ],
};

/** Signs in as a person does, from the wall's first screen on. */
const SIGN_IN = `{
  const timer = setInterval(() => {
    const name = document.querySelector('input[name=username]');
    if (document.querySelector('[data-wall]')) clearInterval(timer);
    else if (name) {
      clearInterval(timer);
      name.value = 'viewer';
      document.querySelector('input[type=password]').value = 'viewer';
      name.form.requestSubmit();
    } else [...document.querySelectorAll('button')].find((one) => /^Sign in( on this device| here)?$/.test(one.textContent.trim()))?.click();
  }, 200);
}`;

/** How often all screens are shown before one is weighed: what was shown last is let go by what follows it. */
const ROUNDS = 3;

/** Waits until the wall has come round so often, to the first screen behind the overview. */
async function goRound(open: OpenPage): Promise<void> {
  for (let rounds = 0, last = ''; rounds < ROUNDS; await sleep(50)) {
    const now = await shown(open);
    if (now === 'Any thermometer' && last === 'Overview') rounds += 1;
    last = now;
  }
}

/** Weighs always the same screen, when nothing is under way, and always with the same ones before it: a touch lets it stay, and draws none ahead. */
async function weigh(open: OpenPage): Promise<Held> {
  if (!wanted || wanted.includes('turn')) await goRound(open);
  for (const type of ['rawKeyDown', 'keyUp'])
    await open.page.call('Input.dispatchKeyEvent', { type, key: 'Shift', code: 'ShiftLeft' });
  await sleep(3_000);
  const page = await leastAlive(open.page);
  const engine = await leastAlive(open.worker);
  // Behind the collections: nodes that nobody holds are counted until then.
  const { nodes, jsEventListeners } = await open.page.call('Memory.getDOMCounters');
  if (await isAlone(open)) throw new Error('The wall went on while it was weighed. Is the machine busy?');
  await open.page.evaluate<void>(
    `[...document.querySelectorAll('[data-wall] button')].find((one) => one.textContent.trim() === 'Go on')?.click()`,
  );
  await until('The wall going on by itself', 2 * TOUCHED_S * 1000, () => isAlone(open));
  return {
    page,
    engine,
    nodes,
    listeners: jsEventListeners,
    sockets: openSockets(BASE_PORT + 1, BASE_PORT + PORTS - 1),
  };
}

/** Counts by what the wall shows, one look after another. */
function counted(seen: Seen, { hasTurned, alarm, isOnline, token }: Sight, before: Sight): void {
  if (hasTurned) seen.turns += 1;
  if (isOnline && !before.isOnline) seen.reconnects += 1;
  if (alarm !== before.alarm) seen.alarms += 1;
  if (token !== before.token) seen.renewals += 1;
}

/** Lets things happen for some time. */
async function live(demo: Demo, open: OpenPage, ms: number, seen: Seen): Promise<void> {
  // The page is not connected to the JSON service.
  const backEnds = Object.values(demo.backEnds).filter((one) => one !== demo.backEnds.json);
  const begin = performance.now();
  const due = { reconnect: 0, alarm: 0 };
  const isDue = (what: keyof typeof due) => {
    if ((wanted && !wanted.includes(what)) || performance.now() - begin < due[what]) return false;
    due[what] += EVERY[what] / SPEED;
    return true;
  };
  let heats = false;
  let outages = 0;
  let before = await look(open, ALARM);
  const busy = new Set<Promise<void>>();
  while (performance.now() - begin < ms) {
    const now = await look(open, ALARM);
    // A link that is down hides its alarm for a moment: that is no end of it.
    const sight = { ...now, alarm: now.alarm ?? before.alarm };
    counted(seen, sight, before);
    before = sight;
    if (isDue('alarm')) {
      heats = !heats;
      demo.plant.setRelay('heater', heats);
      // The relay that was not ordered through the hub is not reported by it until somebody asks.
      demo.backEnds.hub.injectFrame(`["relay/i2c0-3b", {"state": ${heats}}]\n`);
    }
    if (isDue('reconnect')) {
      const backEnd = backEnds[outages++ % backEnds.length];
      const away = (async () => {
        await backEnd?.stop();
        await sleep(AWAY_MS);
        await backEnd?.start();
      })();
      busy.add(away);
      void away.finally(() => busy.delete(away));
    }
    await sleep(50);
  }
  await Promise.all(busy);
  demo.plant.setRelay('heater', false);
  // Links that wait for their back-off are back.
  await until('All connections', 60_000, () =>
    open.page.evaluate<boolean>(
      `/(^| )(?<!of )5 online/.test(document.querySelector('[data-health]')?.textContent ?? '')`,
    ),
  );
}

/** How often each thing happens that is not left out, ms. */
function rhythm(): Parameters<typeof unseen>[1] {
  const is = (what: string) => !wanted || wanted.includes(what);
  return {
    renewals: EVERY.renewal / SPEED,
    ...(is('turn') && { turns: TURN_S * 1000 }),
    ...(is('reconnect') && { reconnects: EVERY.reconnect / SPEED }),
    ...(is('alarm') && { alarms: EVERY.alarm / SPEED }),
  };
}

if (!values['no-build']) buildPage();
const begin = Date.now();
const say = (text: string) =>
  console.log(`${((Date.now() - begin) / 1000).toFixed(0).padStart(5)} s  ${text}`);
const demo = await startDemo({
  basePort: BASE_PORT,
  page: 'dist',
  times: { accessToken: TOKEN_MS, publish: 200, streambedCut: STREAM_MS, drogueExpiryCheck: 1_000 },
});
Object.assign(demo.config, CONFIG);
const browser = await startBrowser();
try {
  const open = await browser.open(`${demo.origin}/kiosk/hall`, SIGN_IN);
  await until('The wall', 60_000, () =>
    open.page.evaluate<boolean>(`document.querySelector('[data-health]') !== null`),
  );
  const days = (ms: number) => ((ms * SPEED) / 86_400_000).toFixed(1);
  const warmUp = Math.min(MOST_WARM_UP, minutes / 2) * 60_000;
  const rest = minutes * 60_000;
  const seen: Seen = { turns: 0, reconnects: 0, alarms: 0, renewals: 0 };
  say(`warming up for ${(warmUp / 60_000).toFixed(1)} minutes`);
  await live(demo, open, warmUp, { ...seen });
  const start = await weigh(open);
  say(`living ${days(rest)} days in ${(rest / 60_000).toFixed(1)} minutes`);
  await live(demo, open, rest, seen);
  const end = await weigh(open);
  const { turns, reconnects, renewals, alarms } = seen;
  say(
    `the wall showed ${turns} turns, ${reconnects} reconnects, ${renewals} renewals, ${alarms} alarms raised or over\n`,
  );
  console.log(`${''.padEnd(20)}${'start'.padStart(12)}${'end'.padStart(12)}${'growth'.padStart(12)}`);
  const wrong = [...report(start, end), ...unseen(seen, rhythm(), rest)];
  for (const words of wrong) console.log(`\n${words}.`);
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  await browser.stop();
  await demo.stop();
}
