import { lazy } from '../../ui/lazy.tsx';
import { Route, Routes } from '../../ui/router/index.ts';
import NotFound from '../NotFound.tsx';
import { ConnectionsPage } from './ConnectionsPage.tsx';

const EditorPage = lazy(() => import('./editor/EditorPage.tsx'));
const InspectorPage = lazy(() => import('../inspector/InspectorPage.tsx'));
const RecordingPage = lazy(() => import('../recording/RecordingPage.tsx'));

/** The pages below `/connections`. */
export default function ConnectionPages() {
  return (
    <Routes>
      <Route index element={<ConnectionsPage />} />
      <Route path="new" element={<EditorPage />} />
      <Route path=":connection/edit" element={<EditorPage />} />
      <Route path=":connection/inspect" element={<InspectorPage />} />
      <Route path=":connection/recording" element={<RecordingPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
