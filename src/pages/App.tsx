import { lazy, Suspense, useEffect } from 'react';
import { Route, Routes } from 'react-router';
import { DashboardPage } from '../dashboards/index.ts';
import { useSession } from '../session/index.ts';
import { Frame } from './Frame.tsx';
import { SignIn } from './SignIn.tsx';

const DevicesPage = lazy(() => import('./devices/DevicesPage.tsx'));
const DevicePage = lazy(() => import('./devices/DevicePage.tsx'));
const ConnectionsPage = lazy(() => import('./connections/ConnectionsPage.tsx'));
const InspectorPage = lazy(() => import('./inspector/InspectorPage.tsx'));
const AuditPage = lazy(() => import('./audit/AuditPage.tsx'));
const AccountPage = lazy(() => import('./AccountPage.tsx'));
const EmptyPage = lazy(() => import('./EmptyPage.tsx'));
const NotFound = lazy(() => import('./NotFound.tsx'));

interface AppProps {
  readonly title: string;
  /** Addresses of the deployment's dashboards; the first is the overview. */
  readonly dashboards: readonly string[];
  /** What is wrong with the configuration, although the page could start. */
  readonly problems: readonly string[];
}

/** All pages, or the sign-in where one is needed first. */
export function App({ title, dashboards, problems }: AppProps) {
  const status = useSession((s) => s.status);
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (status === 'loading') return null;
  if (status === 'signed-out' || status === 'signing-out') return <SignIn title={title} />;
  const [overview] = dashboards;
  return (
    <Frame title={title} problems={problems}>
      <Suspense fallback={null}>
        <Routes>
          <Route
            index
            element={overview === undefined ? <EmptyPage /> : <DashboardPage source={overview} />}
          />
          <Route path="devices" element={<DevicesPage />} />
          <Route path="devices/:connection/:device" element={<DevicePage />} />
          <Route path="connections" element={<ConnectionsPage />} />
          <Route path="connections/:connection/inspect" element={<InspectorPage />} />
          <Route path="audit" element={<AuditPage />} />
          <Route path="account" element={<AccountPage />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </Frame>
  );
}
