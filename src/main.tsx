import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import './ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { type Config, loadConfig } from './config/index.ts';
import { type Engine, forgetHistory, startEngine } from './live/index.ts';
import type { EngineSession } from './model/door.ts';
import { App } from './pages/App.tsx';
import { Misconfigured } from './pages/Misconfigured.tsx';
import {
  oidcSession,
  openSession,
  type Session,
  SessionProvider,
  type SessionState,
} from './session/index.ts';
import { Boundary } from './ui/Boundary.tsx';
import { theme } from './ui/mantine.ts';

/** Address of the folder the page is deployed in. */
const base = new URL(import.meta.env.BASE_URL, location.origin).href;

function engineSession({ person, accessToken }: SessionState): EngineSession {
  return { person, accessToken };
}

/** The engine starts with the first session there is, and then follows it. */
function followSession(config: Config, session: Session): void {
  let engine: Engine | null = null;
  const follow = (state: SessionState) => {
    if (engine) engine.setSession(engineSession(state));
    else if (state.status === 'none' || state.status === 'signed-in') {
      engine = startEngine(config.engine, engineSession(state), () => session.renew());
    }
  };
  session.store.subscribe((state, before) => {
    const isSame = state.person === before.person && state.accessToken === before.accessToken;
    if (!isSame || !engine) follow(state);
  });
  follow(session.store.getState());
}

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
  const session = config.oidc
    ? oidcSession(config.oidc, base, () => forgetHistory(config.engine))
    : openSession(config.anonymousRole);
  await session.start();
  followSession(config, session);
  root.render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Boundary what="The page">
          <SessionProvider value={session}>
            <BrowserRouter basename={new URL(base).pathname}>
              <App title={config.title} dashboards={config.dashboards} problems={problems} />
            </BrowserRouter>
          </SessionProvider>
        </Boundary>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
