import { Suspense, useEffect, useState } from 'react';
import { type Draft, findDrafts, type OfferedDrafts } from '../../dashboards/editor/drafts.ts';
import { Failure } from '../../dashboards/Failure.tsx';
import { type DashboardDocument, emptyDashboard } from '../../dashboards/schema.ts';
import { dashboardsOf } from '../../dashboards/store/index.ts';
import { useSession } from '../../session/index.ts';
import { later } from '../../ui/language.ts';
import { lazy } from '../../ui/lazy.tsx';
import { Link, useLocation, useNavigate, useParams } from '../../ui/router/index.ts';
import { t } from '../../ui/text.ts';
import { addressOf } from './list.ts';
import { type NewDashboard, newDashboardIn } from './new-dashboard.ts';

const Editor = lazy(later(() => import('../../dashboards/editor/Editor.tsx')));

/** What an editor begins with. */
interface Start {
  readonly initial: DashboardDocument;
  readonly revision: number;
  readonly isLasting: boolean;
  readonly drafts: OfferedDrafts;
}

type Loaded =
  | { readonly ok: true; readonly start: Start }
  | {
      readonly ok: false;
      /** Why, in words. */
      readonly reason: string;
      readonly problems: readonly string[];
      /** The browser's storage refused; it may not, another time. */
      readonly isPassing: boolean;
    };

function refused(reason: string, problems: readonly string[] = [], isPassing = false): Loaded {
  return { ok: false, reason, problems, isPassing };
}

/** @param isNew nothing need be there yet */
async function load(owner: string, id: string, isNew: boolean): Promise<Loaded> {
  const store = await dashboardsOf(owner);
  const stored = await store.get(id);
  const { isLasting } = store;
  const { left, held } = await findDrafts(owner);
  const isOfIt = (draft: Draft) => draft.document.metadata.id === id;
  if (stored) {
    if (!stored.read.ok) {
      return refused(t('It is kept as it is, and can be exported from the list.'), stored.read.problems);
    }
    const drafts = { left: left.filter(isOfIt), held: held.filter(isOfIt) };
    const { revision } = stored;
    return { ok: true, start: { initial: stored.read.document, revision, isLasting, drafts } };
  }
  // What another tab has deleted meanwhile can be saved again as a copy, also once a tab that is still at it has gone.
  if (!isNew && ![...left, ...held].some(isOfIt)) {
    return refused(t('You have no dashboard of this address in this browser, so there is nothing to edit.'));
  }
  const isNeverSaved = (draft: Draft) => draft.basedOn === 0 || isOfIt(draft);
  const drafts = { left: left.filter(isNeverSaved), held: held.filter(isNeverSaved) };
  const initial = emptyDashboard(id, t('New dashboard'));
  return { ok: true, start: { initial, revision: 0, isLasting, drafts } };
}

/** The editor of one of the person's own dashboards, or of one that is to become one. */
export function EditPage() {
  const { id = '' } = useParams();
  const owner = useSession((s) => s.person.subject);
  const navigate = useNavigate();
  const { state, pathname, search } = useLocation();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [{ isNew, make }] = useState(() => newDashboardIn(state));
  useEffect(() => {
    const handed = newDashboardIn(state);
    // Asked once: a reload does not make it again.
    const done: NewDashboard = { ...handed, make: null };
    if (handed.make !== null) navigate(pathname + search, { replace: true, state: done });
  }, [state, pathname, search, navigate]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the storage again
  useEffect(() => {
    let isCurrent = true;
    setLoaded(null);
    load(owner, id, isNew).then(
      (next) => isCurrent && setLoaded(next),
      (error: unknown) =>
        isCurrent && setLoaded(refused(error instanceof Error ? error.message : String(error), [], true)),
    );
    return () => {
      isCurrent = false;
    };
  }, [owner, id, isNew, attempt]);
  if (!loaded) return null;
  if (!loaded.ok) {
    return (
      <Failure reason={loaded.reason} problems={loaded.problems}>
        {loaded.isPassing && (
          <button type="button" onClick={() => setAttempt((last) => last + 1)}>
            {t('Try again')}
          </button>
        )}
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
        makeOf={make}
        onDone={(done) => navigate(done === null ? '/dashboards' : addressOf('own', done) + search)}
      />
    </Suspense>
  );
}
