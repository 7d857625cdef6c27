import { Suspense, useEffect, useState } from 'react';
import { type Draft, leftDrafts } from '../../dashboards/editor/drafts.ts';
import { Failure } from '../../dashboards/Failure.tsx';
import { type DashboardDocument, emptyDashboard } from '../../dashboards/schema.ts';
import { dashboardsOf } from '../../dashboards/store/index.ts';
import { freshId } from '../../dashboards/transfer/copy.ts';
import { useSession } from '../../session/index.ts';
import { later } from '../../ui/language.ts';
import { lazy } from '../../ui/lazy.tsx';
import { Link, useLocation, useNavigate, useParams } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { addressOf } from './list.ts';

const Editor = lazy(later(() => import('../../dashboards/editor/Editor.tsx')));

/** What an editor begins with. */
interface Start {
  readonly initial: DashboardDocument;
  readonly revision: number;
  readonly drafts: readonly Draft[];
}

type Loaded =
  | { readonly ok: true; readonly start: Start }
  | { readonly ok: false; readonly problems: readonly string[] };

/** @param id undefined for a new dashboard */
async function load(owner: string, id: string | undefined): Promise<Loaded> {
  const drafts = await leftDrafts(owner);
  if (id === undefined) {
    // An id of its own: who goes on without the draft must not write over it. Restored, it brings its own.
    const initial = emptyDashboard(freshId('dashboard'), t('New dashboard'));
    return { ok: true, start: { initial, revision: 0, drafts: drafts.filter((one) => one.basedOn === 0) } };
  }
  const stored = await (await dashboardsOf(owner)).get(id);
  if (!stored) return { ok: false, problems: [] };
  if (!stored.read.ok) return { ok: false, problems: stored.read.problems };
  const ofIt = drafts.filter((one) => one.document.metadata.id === id);
  return { ok: true, start: { initial: stored.read.document, revision: stored.revision, drafts: ofIt } };
}

/** The connection that a link to here asks to make a dashboard of. */
function makeOfIn(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('make' in state)) return null;
  return typeof state.make === 'string' ? state.make : null;
}

/** The editor of one of the person's own dashboards, or of a new one. */
export function EditPage() {
  const { id } = useParams();
  const owner = useSession((s) => s.person.subject);
  const navigate = useNavigate();
  const { state, pathname, search } = useLocation();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [makeOf] = useState(() => makeOfIn(state));
  useEffect(() => {
    // Asked once: a reload does not make it again.
    if (makeOfIn(state) !== null) navigate(pathname, { replace: true, state: null });
  }, [state, pathname, navigate]);
  useEffect(() => {
    let isCurrent = true;
    setLoaded(null);
    load(owner, id).then(
      (next) => isCurrent && setLoaded(next),
      (error: unknown) =>
        isCurrent &&
        setLoaded({ ok: false, problems: [error instanceof Error ? error.message : String(error)] }),
    );
    return () => {
      isCurrent = false;
    };
  }, [owner, id]);
  if (!loaded) return null;
  if (!loaded.ok) {
    return (
      <Failure
        reason={t('You have no dashboard of this address in this browser, so there is nothing to edit.')}
        problems={loaded.problems}
      >
        <Link to="/dashboards">{t('All dashboards')}</Link>
      </Failure>
    );
  }
  return (
    <Suspense fallback={null}>
      <Editor
        key={loaded.start.initial.metadata.id}
        owner={owner}
        {...loaded.start}
        makeOf={makeOf}
        onDone={(done) => navigate(done === null ? '/dashboards' : addressOf('own', done) + search)}
      />
    </Suspense>
  );
}
