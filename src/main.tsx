import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import './ui/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadConfig, setUp, setup } from './config/index.ts';
import { beginDashboard } from './dashboards/load.ts';
import { firstReading, forgetHistory, roomOnLine, startEngine, startSaver } from './live/index.ts';
import { App } from './pages/App.tsx';
import { isKioskAddress } from './pages/kiosk/address.ts';
import { Misconfigured } from './pages/Misconfigured.tsx';
import { followSession, oidcSession, openSession, returnPath, SessionProvider } from './session/index.ts';
import { Boundary, FAILED } from './ui/Boundary.tsx';
import { GuardedRouter } from './ui/GuardedRouter.tsx';
import { InLanguage } from './ui/InLanguage.tsx';
import { startLanguage } from './ui/language.ts';
import { startScheme } from './ui/scheme.ts';

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
  if (isWall()) import('./healing/index.ts').then(({ pageFailed }) => pageFailed(error, base), console.error);
}

async function start(): Promise<void> {
  addEventListener('error', ({ error, message }) => failed(error ?? message));
  addEventListener('unhandledrejection', ({ reason }) => failed(reason));
  addEventListener(FAILED, (event) => failed(event instanceof CustomEvent ? event.detail : event));
  openWanted();
  startScheme();
  startSaver();
  // Until it is there, and without it, the system's own letters do.
  roomOnLine()
    .then(() => import('@fontsource-variable/inter/wght.css'))
    .catch(() => undefined);
  const container = document.getElementById('root');
  if (!container) throw new Error('index.html has no element with the id "root".');
  const root = createRoot(container);
  const { config, problems, isCopy = false } = await loadConfig(base);
  for (const problem of problems) console.error(problem);
  if (!config) {
    await startLanguage();
    root.render(<Misconfigured problems={problems} />);
    if (isWall()) (await import('./healing/index.ts')).beginAgain(base);
    return;
  }
  document.title = config.title;
  const [overview] = config.dashboards;
  if (overview !== undefined && location.pathname === new URL(base).pathname) beginDashboard(overview);
  await startLanguage(config.locale);
  const ownProblems = await setUp(config.engine, config.oidc !== null, base);
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
  root.render(
    <StrictMode>
      <InLanguage>
        <Boundary what="The page">
          <SessionProvider value={session}>
            <GuardedRouter basename={new URL(base).pathname}>
              <App
                title={config.title}
                dashboards={config.dashboards}
                kiosk={config.kiosk}
                problems={[...problems, ...ownProblems]}
              />
            </GuardedRouter>
          </SessionProvider>
        </Boundary>
      </InLanguage>
    </StrictMode>,
  );
  // While developing, files kept for later would only be old ones.
  if (import.meta.env.PROD) {
    await firstReading();
    const [healing, { startOffline }] = await Promise.all([
      import('./healing/index.ts'),
      import('./offline/index.tsx'),
    ]);
    healing.startHealing(base, isWall, config.kiosk);
    startOffline(base, isCopy, (take) => (isWall() ? healing.takeQuietly(take) : undefined));
  }
}

void start();
