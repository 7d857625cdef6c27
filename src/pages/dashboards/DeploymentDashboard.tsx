import { DashboardView } from '../../dashboards/DashboardView.tsx';
import { useDeployment } from '../../dashboards/deployment.ts';
import { Failure } from '../../dashboards/Failure.tsx';
import { Link, useParams } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { DashboardMenu } from './DashboardMenu.tsx';

/** One of the deployment's dashboards, by its id. @param sources addresses of all of them */
export function DeploymentDashboard({ sources }: { readonly sources: readonly string[] }) {
  const { id } = useParams();
  const deployment = useDeployment(sources);
  if (!deployment) return null;
  const document = deployment
    .flatMap(({ loaded }) => (loaded.ok ? loaded.document : []))
    .find(({ metadata }) => metadata.id === id);
  if (!document) {
    const broken = deployment.filter(({ loaded }) => !loaded.ok).map(({ source }) => source);
    const words = t('The deployment has no dashboard with the id “{id}”. The list has all that there are.', {
      id: id ?? '',
    });
    const perhaps =
      broken.length > 0
        ? ` ${t('It may be one of those that cannot be read: {files}.', { files: broken.join(', ') })}`
        : '';
    return (
      <Failure reason={words + perhaps}>
        <Link to="/dashboards">{t('All dashboards')}</Link>
      </Failure>
    );
  }
  return (
    <DashboardView
      key={id}
      document={document}
      actions={<DashboardMenu document={document} source="deployment" />}
    />
  );
}
