import { useState } from 'react';
import type { DashboardDocument } from '../../dashboards/schema.ts';
import { useSession } from '../../session/index.ts';
import { Asked } from '../../ui/Asked.tsx';
import type { MenuProps } from '../../ui/DotsButton.tsx';
import { later } from '../../ui/language.ts';
import { lazy } from '../../ui/lazy.tsx';
import OpenMenu from '../../ui/OpenMenu.tsx';
import Outcome from '../../ui/Outcome.tsx';
import { useLocation, useNavigate, useQuery } from '../../ui/router/index.ts';
import { said as inLanguage } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';

const LinkDialog = lazy(later(() => import('./LinkDialog.tsx')));

const NOT_FETCHED =
  'What this needs could not be fetched. Check the network, then try again; if it fails again, reload the page.';

interface OpenDashboardMenuProps extends MenuProps {
  readonly document: DashboardDocument;
  readonly source: 'deployment' | 'own';
}

function asWall(query: URLSearchParams): URLSearchParams {
  query.set('kiosk', '');
  return query;
}

/** What can be done with the dashboard that is being looked at. It is not renamed or deleted here: that is the list's. */
export default function OpenDashboardMenu({ document, source, ...menu }: OpenDashboardMenuProps) {
  const owner = useSession((s) => s.person.subject);
  const navigate = useNavigate();
  const { search } = useLocation();
  const [, setQuery] = useQuery();
  const [isLinking, setLinking] = useState(false);
  const [said, setSaid] = useState('');
  const act = async (deed: 'duplicate' | 'export') => {
    setSaid('');
    const deeds = await import('./deeds.ts').catch(() => null);
    if (!deeds) return setSaid(t(NOT_FETCHED));
    try {
      const { duplicate, exportFile, leftOutWords, ownAddress } = deeds;
      if (deed === 'duplicate') {
        navigate(ownAddress(await duplicate(owner, document), search, source === 'deployment'));
      } else setSaid(leftOutWords(exportFile({ document, source })));
    } catch (error) {
      setSaid(
        t('That did not work: {why}', {
          why: inLanguage(error instanceof Error ? error.message : String(error)),
        }),
      );
    }
  };
  return (
    <>
      <OpenMenu
        {...menu}
        actions={[
          {
            label: source === 'own' ? t('Duplicate') : t('Duplicate to edit'),
            run: () => void act('duplicate'),
          },
          { label: t('Export as a file'), run: () => void act('export') },
          { label: t('Link…'), run: () => setLinking(true) },
          { label: t('Show as a wall display'), run: () => setQuery(asWall) },
        ]}
      />
      {isLinking && (
        <Asked onClose={() => setLinking(false)}>
          <LinkDialog document={document} onClose={() => setLinking(false)} />
        </Asked>
      )}
      {said !== '' && (
        <Asked onClose={() => setSaid('')}>
          <Outcome onDismiss={() => setSaid('')}>{said}</Outcome>
        </Asked>
      )}
    </>
  );
}
