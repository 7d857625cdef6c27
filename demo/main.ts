import { parseArgs } from 'node:util';
import { startDemo } from './demo.ts';
import { DEMO_ACCOUNTS } from './identity/accounts.ts';
import { DEFAULT_BASE_PORT, type PageMode } from './options.ts';
import { PortInUseError } from './ports.ts';

/** Far more than any page shows. A slip of some zeros would take all memory before it said a word. */
const MOST_DEVICES = 100_000;
/** Readings a second of all of them: with more the demo hears nothing else, not even that it is to stop. */
const MOST_READINGS = 200_000;

/** What is wrong with how the program was called. */
class UsageError extends Error {}

const USAGE = `Usage: npm start | npm run dev | npm run demo, each with -- and any of
  --devices N   devices beyond the plant's own, for load (0)
  --rate R      readings a second of each of them (1)
  --seed S      seed of the simulated plant (1)
for example: npm start -- --devices 500 --rate 2
SIGNALBOX_PORT  base port (${DEFAULT_BASE_PORT}): the page; the seven after it are taken too`;

function numberFrom(
  name: string,
  text: string | undefined,
  otherwise: number,
  isGood: (value: number) => boolean,
) {
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (!isGood(value)) throw new UsageError(`${name}: ${text} is not a number it can take.`);
  return value;
}

function pageFrom(text: string): PageMode {
  if (text === 'dist' || text === 'dev' || text === 'none') return text;
  throw new UsageError(`--page: ${text} is none of dist, dev, none.`);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Without `--` before them npm takes options for its own, and the demo would start without a word of them. */
function refuseSwallowed(): void {
  const swallowed = ['devices', 'rate', 'seed'].find(
    (name) => process.env[`npm_config_${name}`] !== undefined,
  );
  if (swallowed !== undefined)
    throw new UsageError(`npm kept --${swallowed} for itself: put -- before the demo's options.`);
}

function options(): Parameters<typeof startDemo>[0] {
  refuseSwallowed();
  const { values } = parseArgs({
    options: {
      page: { type: 'string', default: 'dist' },
      devices: { type: 'string' },
      rate: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const extraDevices = numberFrom(
    '--devices',
    values.devices,
    0,
    (devices) => isCount(devices) && devices <= MOST_DEVICES,
  );
  const rate = numberFrom('--rate', values.rate, 1, (one) => one > 0 && one <= 1000);
  if (extraDevices * rate > MOST_READINGS)
    throw new UsageError(
      `--devices ${extraDevices} and --rate ${rate} are ${extraDevices * rate} readings a second: more than the ${MOST_READINGS} that the demo can send.`,
    );
  return {
    page: pageFrom(values.page),
    basePort: numberFrom(
      'SIGNALBOX_PORT',
      process.env.SIGNALBOX_PORT,
      DEFAULT_BASE_PORT,
      (port) => isCount(port) && port > 0 && port <= 65_528,
    ),
    extraDevices,
    rate,
    seed: numberFrom('--seed', values.seed, 1, isCount),
  };
}

async function run(): Promise<void> {
  const given = options();
  const demo = await startDemo(given);

  let stopping = false;
  const stop = () => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(130);
    stopping = true;
    void demo.stop().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

  const accounts = DEMO_ACCOUNTS.map((account) => account.username).join(', ');
  const lines: [string, string][] = given?.page === 'none' ? [] : [['Signalbox', demo.origin]];
  lines.push(['sign in as', `${accounts} (the password is the same as the name)`]);
  if (given?.page === 'none') {
    lines.push(['OpenID provider', demo.identity.issuer]);
    for (const backEnd of Object.values(demo.backEnds)) lines.push([backEnd.name, backEnd.origin]);
  }
  lines.push(['to stop', 'Ctrl-C']);
  const width = Math.max(...lines.map(([label]) => label.length));
  console.log(`\n${lines.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`).join('\n')}\n`);
}

run().catch((error: unknown) => {
  const isOfOptions =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  const wrongUsage = error instanceof UsageError || isOfOptions;
  if (error instanceof Error && (wrongUsage || error instanceof PortInUseError)) {
    console.error(`\n${error.message}\n`);
  } else console.error(error);
  if (wrongUsage) console.error(USAGE);
  process.exit(1);
});
