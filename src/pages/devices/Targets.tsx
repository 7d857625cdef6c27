import { useState } from 'react';
import { readDocument } from '../../dashboards/document.ts';
import { useOwnDashboards } from '../../dashboards/own.ts';
import { type DashboardDocument, emptyDashboard } from '../../dashboards/schema.ts';
import { dashboardsOf } from '../../dashboards/store/index.ts';
import { freshId } from '../../dashboards/transfer/fresh-id.ts';
import { useSession } from '../../session/index.ts';
import Outcome from '../../ui/Outcome.tsx';
import { Link } from '../../ui/router/index.ts';
import { said as inLanguage } from '../../ui/said.ts';
import { t } from '../../ui/text.ts';
import styles from './adding.module.css';
import { isMarked } from './adding.ts';

/** A dashboard of the person's that something can be put on. */
export interface Target {
  readonly document: DashboardDocument;
  readonly revision: number;
}

interface TargetsProps {
  readonly targets: readonly Target[];
  /** @param target null: a new dashboard */
  readonly onTake: (target: Target | null) => void;
}

/** One's own dashboards and a new one, to be pressed or dropped on. */
export function Targets({ targets, onTake }: TargetsProps) {
  const [over, setOver] = useState<string | null>(null);
  const face = (id: string, take: () => void) => ({
    type: 'button' as const,
    className: styles.target,
    'data-over': over === id || undefined,
    onClick: take,
    onDragOver: (event: React.DragEvent) => {
      if (!isMarked(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(id);
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: React.DragEvent) => {
      event.preventDefault();
      setOver(null);
      take();
    },
  });
  return (
    <ul className={styles.targets} aria-label={t('Your dashboards')}>
      {targets.map((target) => (
        <li key={target.document.metadata.id}>
          <button {...face(target.document.metadata.id, () => onTake(target))}>
            {target.document.metadata.title}
          </button>
        </li>
      ))}
      <li>
        <button {...face('', () => onTake(null))}>{t('New dashboard')}</button>
      </li>
    </ul>
  );
}

interface Said {
  readonly text: string;
  /** Where it can be seen; null where nothing came of it. */
  readonly id: string | null;
}

/** The person's dashboards, a way to put something on one of them, and what came of it. */
export function usePutting() {
  const owner = useSession((s) => s.person.subject);
  const own = useOwnDashboards(owner);
  const [said, setSaid] = useState<Said | null>(null);
  const targets = (own?.dashboards ?? []).flatMap(({ read, revision }): Target[] =>
    read.ok ? [{ document: read.document, revision }] : [],
  );
  /**
   * @param target null: a new dashboard
   * @param change puts it on
   * @param words what to say of it, by the dashboard's title
   */
  const put = async (
    target: Target | null,
    change: (document: DashboardDocument) => DashboardDocument,
    words: (title: string) => string,
  ) => {
    const { document, revision } = target ?? {
      document: emptyDashboard(freshId('dashboard'), t('New dashboard')),
      revision: 0,
    };
    const { title, id } = document.metadata;
    try {
      const changed = change(document);
      const read = readDocument(changed);
      // What could not be read again is not put over what can.
      if (!read.ok) {
        const problems = read.problems.map(inLanguage).join('. ');
        const text = t('Nothing was added. Choose another dashboard, or edit this one first: {problems}', {
          problems,
        });
        setSaid({ text, id: null });
        return;
      }
      const store = await dashboardsOf(owner);
      await store.put(changed, revision);
      const end = store.isLasting ? '' : ` ${t('Saved for as long as this page is open. Export it.')}`;
      setSaid({ text: words(title) + end, id });
    } catch (error) {
      setSaid({ text: inLanguage(error instanceof Error ? error.message : String(error)), id: null });
    }
  };
  const outcome = said && (
    <Outcome
      action={
        said.id !== null && (
          <Link className={styles.open} to={`/dashboards/own/${encodeURIComponent(said.id)}`}>
            {t('Open')}
          </Link>
        )
      }
      onDismiss={() => setSaid(null)}
    >
      {said.text}
    </Outcome>
  );
  return { targets, put, outcome };
}
