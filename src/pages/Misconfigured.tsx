import { Notice } from '../ui/Notice.tsx';
import { said } from '../ui/said.ts';
import { t } from '../ui/text.ts';
import type { KeptWall } from './kiosk/kept-wall.ts';
import { StrandedWall } from './kiosk/StrandedWall.tsx';

export { keptWall } from './kiosk/kept-wall.ts';

interface MisconfiguredProps {
  readonly problems: readonly string[];
  /** null where it is no wall. */
  readonly wall: KeptWall | null;
}

/** Nothing can be started: says what is wrong with the configuration and where. */
export function Misconfigured({ problems, wall }: MisconfiguredProps) {
  const words = (
    <main style={{ maxWidth: 720, margin: '10vh auto', padding: 16 }}>
      <h1>{document.title}</h1>
      <Notice title={t("This deployment's configuration cannot be used.")}>
        <ul>
          {problems.map((problem) => (
            <li key={problem}>{said(problem)}</li>
          ))}
        </ul>
        <p>{t('Whoever runs this page corrects the file; then reload.')}</p>
      </Notice>
    </main>
  );
  return wall ? <StrandedWall settings={wall.settings}>{words}</StrandedWall> : words;
}
