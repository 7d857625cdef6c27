import { Route, Routes } from '../../ui/router/index.ts';
import NotFound from '../NotFound.tsx';
import { DashboardsPage } from './DashboardsPage.tsx';
import { DeploymentDashboard } from './DeploymentDashboard.tsx';
import { EditPage } from './EditPage.tsx';
import { LinkedDashboard } from './LinkedDashboard.tsx';
import { NewPage } from './NewPage.tsx';
import { OwnDashboard } from './OwnDashboard.tsx';

/** Everything under `/dashboards`. One piece of code, fetched as a whole: each of these leads to the others. @param sources addresses of the deployment's */
export default function Dashboards({ sources }: { readonly sources: readonly string[] }) {
  return (
    <Routes>
      <Route index element={<DashboardsPage sources={sources} />} />
      <Route path="deployment/:id" element={<DeploymentDashboard sources={sources} />} />
      <Route path="own/:id" element={<OwnDashboard />} />
      <Route path="own/:id/edit" element={<EditPage />} />
      <Route path="new" element={<NewPage />} />
      <Route path="link" element={<LinkedDashboard />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
