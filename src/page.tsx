import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { Config } from './config/index.ts';
import { App } from './pages/App.tsx';
import { type Session, SessionProvider } from './session/index.ts';
import { Boundary } from './ui/Boundary.tsx';
import { InLanguage } from './ui/InLanguage.tsx';
import { startLanguage } from './ui/language.ts';
import { Router } from './ui/router/index.ts';

function newRoot(): Root {
  const container = document.getElementById('root');
  if (!container) throw new Error('index.html has no element with the id "root".');
  return createRoot(container);
}

/** Says what is wrong with a configuration that nothing can be started with. */
export async function showMisconfigured(problems: readonly string[], isWall: boolean): Promise<void> {
  const { Misconfigured, keptWall } = await import('./pages/Misconfigured.tsx');
  const wall = isWall ? await keptWall(document.baseURI) : null;
  await startLanguage(wall?.locale);
  newRoot().render(<Misconfigured problems={problems} wall={wall} />);
}

interface Shown {
  /** Address of the folder the page is deployed in. */
  readonly base: string;
  readonly config: Config;
  readonly session: Session;
  /** What is wrong with the configuration, although the page could start. */
  readonly problems: readonly string[];
}

/** Draws the page, over an engine that the session may have started already. */
export async function showPage({ base, config, session, problems }: Shown): Promise<void> {
  const { title, dashboards, kiosk, locale } = config;
  await startLanguage(locale);
  newRoot().render(
    <StrictMode>
      <InLanguage>
        <Boundary what="The page">
          <SessionProvider value={session}>
            <Router base={base}>
              <App title={title} dashboards={dashboards} kiosk={kiosk} problems={problems} />
            </Router>
          </SessionProvider>
        </Boundary>
      </InLanguage>
    </StrictMode>,
  );
}
