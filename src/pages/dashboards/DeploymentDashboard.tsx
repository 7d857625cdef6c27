import { DashboardView } from '../../dashboards/DashboardView.tsx';
import { useArriving } from '../../dashboards/deployment.ts';
import { Failure } from '../../dashboards/Failure.tsx';
import { shownAddress } from '../../dashboards/load.ts';
import { Skeleton } from '../../dashboards/Skeleton.tsx';
import { Link, useParams } from '../../ui/router/index.ts';
import { said } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import { DashboardMenu } from './DashboardMenu.tsx';
import styles from './dashboards.module.css';

/** One of the deployment's dashboards, by its id. @param sources addresses of all of them */
export function DeploymentDashboard({ sources }: { readonly sources: readonly string[] }) {
  const { id } = useParams();
  const { dashboards, awaited, again } = useArriving(sources);
  const document = dashboards
    .flatMap(({ loaded }) => (loaded.ok ? loaded.document : []))
    .find(({ metadata }) => metadata.id === id);
  if (document) {
    return (
      <DashboardView
        key={id}
        document={document}
        actions={<DashboardMenu document={document} source="deployment" />}
      />
    );
  }
  // Which file has an id is in the file itself.
  if (awaited.length > 0) {
    return (
      <>
        <p className={styles.loading}>
          {t('Loading the dashboard. Still to come: {files}.', {
            files: awaited.map(shownAddress).join(', '),
          })}
        </p>
        <Skeleton />
      </>
    );
  }
  const broken = dashboards.flatMap(({ source, loaded }) => (loaded.ok ? [] : [{ source, ...loaded }]));
  const words = t('The deployment has no dashboard with the id “{id}”. The list has all that there are.', {
    id: id ?? '',
  });
  const files = broken.map(({ source }) => shownAddress(source)).join(', ');
  const perhaps =
    broken.length > 0 ? ` ${t('It may be one of those that cannot be read: {files}.', { files })}` : '';
  return (
    <Failure
      reason={words + perhaps}
      // Two files may have the same problem: each stands with its own.
      problems={broken.map(({ reason, problems }) => [reason, ...problems].map(said).join(' '))}
    >
      {broken.length > 0 && (
        <button type="button" onClick={again}>
          {t('Try again')}
        </button>
      )}
      <Link to="/dashboards">{t('All dashboards')}</Link>
    </Failure>
  );
}
