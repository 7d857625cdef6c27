import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import './ui/theme.css';
import './begin.ts';
import { loadConfig, ownKey, setUp, setup } from './config/index.ts';
import { beginDashboard } from './dashboards/begin.ts';
import { beginAnew, forgetTries } from './healing/again.ts';
import { completeConnections } from './live/door.ts';
import { startEngine } from './live/engine.ts';
import { linksMade, roomOnLine } from './live/first.ts';
import { forgetHistory } from './live/forget-history.ts';
import { startSaver } from './live/saver.ts';
import { whenIdle } from './live/when-idle.ts';
import { FAILED } from './model/failed.ts';
import { isKioskAddress } from './pages/kiosk/address.ts';
import { followSession } from './session/follow.ts';
import { returnPath } from './session/return-path.ts';
import { oidcSession, openSession } from './session/session.ts';
import { startScheme } from './ui/scheme.ts';

// Nothing here may bring React along, as the rooms' index files do: the engine begins before what draws the page has come over the line.

/** Address of the folder the page is deployed in, which only its host knows: see docs/deploy.md. */
const base = new URL('.', document.baseURI).href;

/** What 404.html hands over on a host that has no rule for deep addresses: where the person was going, in `?open=`. */
function openWanted(): void {
  const wanted = new URLSearchParams(location.search).get('open');
  if (wanted !== null)
    history.replaceState(null, '', returnPath(`${new URL(base).pathname}${wanted}${location.hash}`, base));
}

/** Whether this is a wall's address, where nobody is to reload the page. */
function isWall(): boolean {
  return isKioskAddress(`/${location.pathname.slice(new URL(base).pathname.length)}`, location.search);
}

/** What nothing else has caught. */
function failed(error: unknown): void {
  if (!isWall()) return;
  import('./healing/index.ts').then(
    ({ pageFailed }) => pageFailed(error, base),
    (missing) => {
      console.error(missing);
      beginAnew(base, isWall, whenIdle);
    },
  );
}

/** Fetches what draws the page. Where that does not come, the words that index.html has for it are shown, and it is null. */
async function fetchPage(): Promise<typeof import('./page.tsx') | null> {
  try {
    return await import('./page.tsx');
  } catch (error) {
    console.error(error);
    document.getElementById('unloaded')?.classList.remove('unloaded');
    failed(error);
    return null;
  }
}

async function start(): Promise<void> {
  addEventListener('error', ({ error, message }) => failed(error ?? message));
  addEventListener('unhandledrejection', ({ reason }) => failed(reason));
  addEventListener(FAILED, (event) => failed(event instanceof CustomEvent ? event.detail : event));
  const loading = loadConfig(base);
  openWanted();
  startScheme();
  startSaver();
  const { config, problems, confirmed, missing } = await loading;
  // Not before: its code is here by then, or on its way, and to run it takes the thread as long as the engine's beginning does.
  const page = fetchPage();
  // Until it is there, and without it, the system's own letters do.
  Promise.all([page, roomOnLine()])
    .then(() => import('@fontsource-variable/inter/wght.css'))
    .catch(() => undefined);
  for (const problem of problems) console.error(problem);
  if (missing) failed(missing);
  if (!config) {
    await (await page)?.showMisconfigured(problems, isWall());
    if (isWall()) (await import('./healing/index.ts')).beginAgain(base);
    return;
  }
  document.title = config.title;
  const [overview] = config.dashboards;
  if (overview !== undefined && location.pathname === new URL(base).pathname) beginDashboard(overview, base);
  const ownProblems = await setUp(config.engine, config.oidc !== null, base);
  addEventListener('storage', ({ key }) => {
    // Another tab has added a connection, changed or removed one.
    if (key === ownKey(base)) void import('./pages/connections/own.ts').then(({ takeKept }) => takeKept());
  });
  const session = config.oidc
    ? oidcSession(config.oidc, base, () => forgetHistory(config.engine))
    : openSession(config.anonymousRole);
  await session.start();
  followSession(session, (first) =>
    startEngine(
      () => setup().engine,
      first,
      () => session.renew(),
    ),
  );
  // A copy to begin with has no secrets: connections that need some wait for the file itself.
  const whole = confirmed.then(async (now) => {
    if (!now.config || now.config === config) return now;
    await setUp(now.config.engine, now.config.oidc !== null, base);
    completeConnections(setup().engine.connections);
    return now;
  });
  await (await page)?.showPage({ base, config, session, problems: [...problems, ...ownProblems] });
  // While developing, files kept for later would only be old ones.
  if (import.meta.env.PROD) {
    await linksMade();
    const [now, healing, { startOffline }] = await Promise.all([
      whole,
      import('./healing/index.ts'),
      import('./offline/index.tsx'),
    ]);
    forgetTries();
    healing.startHealing(base, isWall, () => session.store.getState().status, now);
    startOffline(base, isWall, healing.takeQuietly);
  }
}

start().catch((error: unknown) => {
  console.error(error);
  failed(error);
});
