import { IconPencil } from '@tabler/icons-react';
import { DashboardView } from '../../dashboards/DashboardView.tsx';
import { Failure } from '../../dashboards/Failure.tsx';
import { useOwnDashboards } from '../../dashboards/own.ts';
import { useSession } from '../../session/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Link, useLocation, useParams } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { DashboardMenu } from './DashboardMenu.tsx';
import styles from './dashboards.module.css';
import { addressOf, listOf } from './list.ts';

/** One of the person's own dashboards. */
export function OwnDashboard() {
  const { id } = useParams();
  // What is chosen for variables and the time shown are the same while it is edited.
  const { search } = useLocation();
  const owner = useSession((s) => s.person.subject);
  const own = useOwnDashboards(owner);
  if (!own) return null;
  const [listed] = listOf(
    [],
    own.dashboards.filter((one) => one.id === id),
  );
  const list = <Link to="/dashboards">{t('All dashboards')}</Link>;
  if (!listed)
    return (
      <Failure
        reason={
          own.problem ||
          t(
            'You have no dashboard of this address in this browser. It may have been deleted, or be kept in another browser: there it can be exported to a file, or sent as a link.',
          )
        }
      >
        {own.problem !== '' && (
          <button type="button" onClick={own.again}>
            {t('Try again')}
          </button>
        )}
        {list}
      </Failure>
    );
  const { document, problems } = listed;
  if (!document) {
    return (
      <Failure reason={t('It is kept as it is, and can be exported from the list.')} problems={problems}>
        {list}
      </Failure>
    );
  }
  return (
    <>
      {!own.store.isLasting && (
        <div className={styles.banner}>
          <Notice title={t('Saved for as long as this page is open. Export it.')} />
        </div>
      )}
      <DashboardView
        key={id}
        document={document}
        actions={
          <>
            <Link className={styles.edit} to={`${addressOf('own', document.metadata.id)}/edit${search}`}>
              <IconPencil size={16} aria-hidden="true" /> {t('Edit')}
            </Link>
            <DashboardMenu document={document} source="own" />
          </>
        }
      />
    </>
  );
}
