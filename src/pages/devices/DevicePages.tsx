import { lazy } from '../../ui/lazy.tsx';
import { Route, Routes } from '../../ui/router/index.ts';
import NotFound from '../NotFound.tsx';
import DevicePage from './DevicePage.tsx';
import DevicesPage from './DevicesPage.tsx';

const ScanPage = lazy(() => import('../scan/ScanPage.tsx'));
const LabelsPage = lazy(() => import('../labels/LabelsPage.tsx'));

/** The pages below `/devices`. */
export default function DevicePages() {
  return (
    <Routes>
      <Route index element={<DevicesPage />} />
      <Route path="scan" element={<ScanPage />} />
      <Route path="labels" element={<LabelsPage />} />
      <Route path=":connection/:device" element={<DevicePage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
