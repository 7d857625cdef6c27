import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import './ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { loadConfig, setUp, setup } from './config/index.ts';
import { forgetHistory, startEngine } from './live/index.ts';
import { App } from './pages/App.tsx';
import { Misconfigured } from './pages/Misconfigured.tsx';
import { followSession, oidcSession, openSession, SessionProvider } from './session/index.ts';
import { Boundary } from './ui/Boundary.tsx';
import { theme } from './ui/mantine.ts';

/** Address of the folder the page is deployed in. */
const base = new URL(import.meta.env.BASE_URL, location.origin).href;

async function start(): Promise<void> {
  const container = document.getElementById('root');
  if (!container) throw new Error('index.html has no element with the id "root".');
  const root = createRoot(container);
  const { config, problems } = await loadConfig(base);
  for (const problem of problems) console.error(problem);
  if (!config) {
    root.render(<Misconfigured problems={problems} />);
    return;
  }
  document.title = config.title;
  const ownProblems = await setUp(config.engine, config.oidc !== null, base);
  const session = config.oidc
    ? oidcSession(config.oidc, base, () => forgetHistory(config.engine))
    : openSession(config.anonymousRole);
  await session.start();
  followSession(session, (first) => startEngine(setup().engine, first, () => session.renew()));
  root.render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Boundary what="The page">
          <SessionProvider value={session}>
            <BrowserRouter basename={new URL(base).pathname}>
              <App
                title={config.title}
                dashboards={config.dashboards}
                problems={[...problems, ...ownProblems]}
              />
            </BrowserRouter>
          </SessionProvider>
        </Boundary>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
