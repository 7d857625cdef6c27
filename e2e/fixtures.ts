import { test as base, type Page } from '@playwright/test';
import type { DemoTimes } from '../demo/back-ends/back-end.ts';
import { type Demo, startDemo } from '../demo/demo.ts';
import type { DemoOverrides } from '../demo/options.ts';
import { PortInUseError } from '../demo/ports.ts';
import { SignInPage } from './pages/sign-in.ts';
import { type Account, restoreSession, type StoredSession, storeSession } from './session.ts';
import { type WatchToo, watchPage } from './watch.ts';

export { expect } from '@playwright/test';

/** Port of the first worker's page; each worker's demo takes eight ports, counted in steps of twenty. */
const FIRST_PORT = 7100;
const PORTS_A_WORKER = 20;
/** Taken together with a worker's index, so that neighbours do not try the same block next. */
const BLOCKS_SKIPPED = 7;
const PORT_RANGE = 900;

/** Faster than the demo's own where only waiting would be the difference; the token outlives the whole suite. */
const TIMES: Partial<DemoTimes> = { accessToken: 3_600_000, publish: 400, jobStep: 100 };

type BackEndName = keyof Demo['backEnds'];

interface WorkerFixtures {
  /** Times of this worker's demo. Specs that need others say so with `test.use`, and get a worker of their own. */
  readonly times: Partial<DemoTimes>;
  /** Devices of this worker's demo beyond the plant's own. Specs that need some say so as they do for times. */
  readonly extraDevices: number;
  /** A whole demo, in this process: its back ends can be stopped, broken and counted. */
  readonly demo: Demo;
  /** Sessions of this worker's accounts, by account. */
  readonly sessions: Map<Account, StoredSession>;
}

interface TestFixtures {
  /** Fails the test for errors on the console, uncaught errors, and requests to hosts that are not the demo's. */
  readonly watch: ReturnType<typeof watchPage>;
  /** The same for a context that the test opens by itself, with allowances of its own; before its first page. */
  readonly watchToo: WatchToo;
  /** Switches everything in the plant off before the test. */
  readonly restingPlant: undefined;
  /**
   * Lets the browser's own lines about failed connections to one origin pass, because the test stops what is
   * there or makes it refuse.
   */
  readonly allowNetworkErrorsOf: (origin: string) => void;
  /** The page has to say something like this as an error on the console: that passes, and nothing of the kind fails. */
  readonly expectConsoleError: (pattern: RegExp) => void;
  /** Stops back ends and starts them again; what a test leaves stopped is started after it. */
  readonly outage: {
    stop(backEnd: BackEndName): Promise<void>;
    start(backEnd: BackEndName): Promise<void>;
  };
  /** Opens the page as somebody who is signed in. The first time in a worker they really sign in. */
  readonly signIn: (account: Account, path?: string) => Promise<void>;
  /** Serves another `config.json` than the demo's: a changed copy, or any text. */
  readonly serveConfig: (change: (config: Demo['config']) => unknown) => Promise<void>;
}

/** Another run of the tests, or anything else on this machine, may have a worker's ports: the next block will do. */
export async function startOnFreePorts(
  workerIndex: number,
  optionsFor: (basePort: number) => DemoOverrides,
): Promise<Demo> {
  for (let block = workerIndex; ; block += BLOCKS_SKIPPED) {
    const basePort = FIRST_PORT + ((block * PORTS_A_WORKER) % PORT_RANGE);
    try {
      return await startDemo({ basePort, ...optionsFor(basePort) });
    } catch (error) {
      if (!(error instanceof PortInUseError) || block > workerIndex + 10 * BLOCKS_SKIPPED) throw error;
    }
  }
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  times: [TIMES, { scope: 'worker', option: true }],
  extraDevices: [0, { scope: 'worker', option: true }],
  demo: [
    async ({ times, extraDevices }, use, { workerIndex }) => {
      const demo = await startOnFreePorts(workerIndex, () => ({
        page: 'dist',
        extraDevices,
        times: { ...TIMES, ...times },
      }));
      await use(demo);
      await demo.stop();
    },
    { scope: 'worker', timeout: 20_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  sessions: [async ({}, use) => use(new Map()), { scope: 'worker' }],

  baseURL: async ({ demo }, use) => use(demo.origin),
  watch: [
    async ({ context, demo }, use) => {
      const watch = watchPage(context, demo.origin);
      await use(watch);
      watch.finish();
    },
    { auto: true },
  ],
  watchToo: async ({ demo }, use) => {
    const others: ReturnType<typeof watchPage>[] = [];
    await use((context) => {
      const watch = watchPage(context, demo.origin);
      others.push(watch);
      return watch;
    });
    for (const other of others) other.finish();
  },
  allowNetworkErrorsOf: async ({ watch }, use) => use(watch.allowNetworkErrorsOf),
  expectConsoleError: async ({ watch }, use) => use(watch.expectError),
  outage: async ({ demo, allowNetworkErrorsOf }, use) => {
    const stopped = new Set<BackEndName>();
    const start = async (name: BackEndName) => {
      if (stopped.delete(name)) await demo.backEnds[name].start();
    };
    await use({
      stop: async (name) => {
        allowNetworkErrorsOf(demo.backEnds[name].origin);
        stopped.add(name);
        await demo.backEnds[name].stop();
      },
      start,
    });
    for (const name of [...stopped]) await start(name);
  },
  restingPlant: [
    async ({ demo }, use) => {
      demo.plant.setRelay('heater', false);
      demo.plant.setRelay('fan', false);
      demo.plant.setLed('off');
      demo.plant.setDimmer(40);
      await use(undefined);
    },
    { auto: true },
  ],
  signIn: async ({ page, browser, demo, sessions, watchToo }, use) => {
    const restored = new Set<Account>();
    const renewals: string[] = [];
    page.context().on('request', (request) => {
      if (request.url() === `${demo.identity.issuer}/token`) renewals.push(request.url());
    });
    await use(async (account, path = '/') => {
      restored.add(account);
      let session = sessions.get(account);
      if (session === undefined) {
        const context = await browser.newContext({ baseURL: demo.origin });
        watchToo(context);
        session = await storeSession(await context.newPage(), account);
        sessions.set(account, session);
        await context.close();
      }
      await restoreSession(page.context(), session);
      await page.goto(path);
    });
    // A refresh token is good once: what was stored of this session renews no more.
    if (renewals.length > 0) for (const account of restored) sessions.delete(account);
  },
  serveConfig: async ({ page, demo }, use) => {
    await use(async (change) => {
      await page.route(`${demo.origin}/config.json`, (route) => {
        const config = change(structuredClone(demo.config));
        return route.fulfill({
          contentType: 'application/json',
          body: typeof config === 'string' ? config : JSON.stringify(config),
        });
      });
    });
  },
});

/** Signs in by hand, as a person does: for specs whose subject is the session itself. */
export async function signInByHand(page: Page, account: Account, path = '/'): Promise<void> {
  await page.goto(path);
  const provider = new SignInPage(page);
  await provider.signIn(account);
}
