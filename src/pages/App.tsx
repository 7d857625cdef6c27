import { Suspense, useEffect } from 'react';
import { setup } from '../config/index.ts';
import { DashboardPage } from '../dashboards/index.ts';
import { useConnections } from '../live/index.ts';
import { useSession } from '../session/index.ts';
import { later } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import { Route, Routes, useLocation } from '../ui/router/index.ts';
import { DashboardMenu } from './dashboards/DashboardMenu.tsx';
import { Frame } from './Frame.tsx';
import { isKioskAddress } from './kiosk/address.ts';

const SignIn = lazy(() => import('./SignIn.tsx'));
const DevicePages = lazy(later(() => import('./devices/DevicePages.tsx')));
const ConnectionPages = lazy(later(() => import('./connections/ConnectionPages.tsx')));
const Dashboards = lazy(later(() => import('./dashboards/Dashboards.tsx')));
const AlarmsPage = lazy(later(() => import('./alarms/AlarmsPage.tsx')));
const AuditPage = lazy(later(() => import('./audit/AuditPage.tsx')));
const AccountPage = lazy(later(() => import('./AccountPage.tsx')));
const KioskPages = lazy(later(() => import('./kiosk/KioskPages.tsx')));
const Beginning = lazy(later(() => import('./first-steps/Beginning.tsx')));
const EmptyPage = lazy(later(() => import('./EmptyPage.tsx')));
const NotFound = lazy(() => import('./NotFound.tsx'));

interface AppProps {
  readonly title: string;
  /** Addresses of the deployment's dashboards; the first is the overview. */
  readonly dashboards: readonly string[];
  /** How walls are, as the configuration has it. */
  readonly kiosk: unknown;
  /** What is wrong with the configuration, although the page could start. */
  readonly problems: readonly string[];
}

/** What to do first, where a dashboard has nothing that could fill it. */
function Start() {
  const isBare = useConnections().length === 0 && setup().engine.connections.length === 0;
  return isBare && <Beginning />;
}

/** All pages, or the sign-in where one is needed first. */
export function App({ title, dashboards, kiosk, problems }: AppProps) {
  const status = useSession((s) => s.status);
  const { pathname, search } = useLocation();
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (status === 'loading') return null;
  if (status === 'signed-out' || status === 'signing-out') {
    return (
      <Suspense fallback={null}>
        <SignIn title={title} kiosk={kiosk} />
      </Suspense>
    );
  }
  if (isKioskAddress(pathname, search)) {
    return (
      <Suspense fallback={null}>
        <KioskPages given={kiosk} sources={dashboards} problems={problems} />
      </Suspense>
    );
  }
  const [overview] = dashboards;
  return (
    <Frame title={title} problems={problems} dashboards={dashboards}>
      <Suspense fallback={null}>
        <Routes>
          <Route
            index
            element={
              overview === undefined ? (
                <EmptyPage />
              ) : (
                <>
                  <Start />
                  <DashboardPage
                    source={overview}
                    actions={(document) => <DashboardMenu document={document} source="deployment" />}
                  />
                </>
              )
            }
          />
          <Route path="dashboards/*" element={<Dashboards sources={dashboards} />} />
          <Route path="devices/*" element={<DevicePages />} />
          <Route path="connections/*" element={<ConnectionPages />} />
          <Route path="alarms" element={<AlarmsPage />} />
          <Route path="audit" element={<AuditPage />} />
          <Route path="account" element={<AccountPage />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </Frame>
  );
}
