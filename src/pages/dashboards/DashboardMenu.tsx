import type { DashboardDocument } from '../../dashboards/schema.ts';
import { DotsButton } from '../../ui/DotsButton.tsx';
import { later } from '../../ui/language.ts';
import { lazy } from '../../ui/lazy.tsx';
import { t } from '../../ui/text.ts';

const fetchMenu = later(() => import('./OpenDashboardMenu.tsx'));
const OpenDashboardMenu = lazy(fetchMenu);

interface DashboardMenuProps {
  readonly document: DashboardDocument;
  readonly source: 'deployment' | 'own';
}

/** What can be done with the dashboard that is being looked at: no more of it than the button is part of the first screen. */
export function DashboardMenu(props: DashboardMenuProps) {
  return (
    <DotsButton
      label={t('Actions of this dashboard')}
      load={fetchMenu}
      menu={(menu) => <OpenDashboardMenu {...props} {...menu} />}
    />
  );
}
