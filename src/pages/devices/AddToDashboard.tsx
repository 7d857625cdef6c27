import { useState } from 'react';
import { Link } from 'react-router';
import { useHeard } from '../../dashboards/editor/heard.ts';
import { withQuantity } from '../../dashboards/editor/quantity.ts';
import { useOwnDashboards } from '../../dashboards/own.ts';
import { type DashboardDocument, emptyDashboard } from '../../dashboards/schema.ts';
import { dashboardsOf } from '../../dashboards/store/index.ts';
import { freshId } from '../../dashboards/transfer/copy.ts';
import type { SeriesInfo } from '../../model/catalogue.ts';
import { useSession } from '../../session/index.ts';
import controls from '../../ui/controls.module.css';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import Outcome from '../../ui/Outcome.tsx';
import { t } from '../../ui/text.ts';
import styles from './adding.module.css';
import { isMarked } from './adding.ts';

/** What is on its way to a dashboard. */
export interface Wanted {
  readonly info: SeriesInfo;
  readonly by: 'button' | 'drag';
}

interface AddToDashboardProps {
  readonly wanted: Wanted | null;
  readonly onDone: () => void;
}

interface Target {
  readonly document: DashboardDocument;
  readonly revision: number;
}

interface Said {
  readonly text: string;
  /** Where it can be seen; null where nothing came of it. */
  readonly id: string | null;
}

interface TargetsProps {
  readonly targets: readonly Target[];
  readonly onTake: (target: Target | null) => void;
}

/** One's own dashboards and a new one, to be pressed or dropped on. */
function Targets({ targets, onTake }: TargetsProps) {
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

/** Puts a quantity on one of the person's dashboards: a dialog asks which, or the quantity is dropped on one. */
export default function AddToDashboard({ wanted, onDone }: AddToDashboardProps) {
  const owner = useSession((s) => s.person.subject);
  const own = useOwnDashboards(owner);
  const heard = useHeard();
  const [kind, setKind] = useState<'timeseries' | 'stat'>('timeseries');
  const [said, setSaid] = useState<Said | null>(null);
  const targets = (own?.dashboards ?? []).flatMap(({ read, revision }): Target[] =>
    read.ok ? [{ document: read.document, revision }] : [],
  );

  const put = async (target: Target | null) => {
    if (!wanted) return;
    const { document, revision } = target ?? {
      document: emptyDashboard(freshId('dashboard'), t('New dashboard')),
      revision: 0,
    };
    const { title, id } = document.metadata;
    onDone();
    try {
      const store = await dashboardsOf(owner);
      await store.put(withQuantity(document, wanted.info, kind, heard), revision);
      setSaid({ text: t('Added {quantity} to “{title}”.', { quantity: wanted.info.quantity, title }), id });
    } catch (error) {
      setSaid({ text: error instanceof Error ? error.message : String(error), id: null });
    }
  };

  return (
    <>
      {wanted?.by === 'drag' && (
        <section className={styles.tray} aria-label={t('Drop it on a dashboard')}>
          <p>{t('Drop it on a dashboard')}</p>
          <Targets targets={targets} onTake={(target) => void put(target)} />
        </section>
      )}
      {wanted?.by === 'button' && (
        <Dialog
          title={t('Add {quantity} to a dashboard', { quantity: wanted.info.quantity })}
          onClose={onDone}
        >
          <div className={dialog.form}>
            <fieldset className={styles.kinds}>
              <legend>{t('As |dashboard')}</legend>
              <label>
                <input
                  type="radio"
                  name="kind"
                  checked={kind === 'timeseries'}
                  onChange={() => setKind('timeseries')}
                />
                {t('a chart')}
              </label>
              <label>
                <input type="radio" name="kind" checked={kind === 'stat'} onChange={() => setKind('stat')} />
                {t('a number')}
              </label>
            </fieldset>
            <Targets targets={targets} onTake={(target) => void put(target)} />
            <div className={dialog.buttons}>
              <button type="button" className={controls.button} onClick={onDone}>
                {t('Cancel')}
              </button>
            </div>
          </div>
        </Dialog>
      )}
      {said && (
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
      )}
    </>
  );
}
