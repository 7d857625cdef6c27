import { useState } from 'react';
import { useHeard } from '../../dashboards/editor/heard.ts';
import { withQuantity } from '../../dashboards/editor/quantity.ts';
import type { SeriesInfo } from '../../model/catalogue.ts';
import controls from '../../ui/controls.module.css';
import dialog from '../../ui/Dialog.module.css';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/text.ts';
import styles from './adding.module.css';
import { KindChoice, type SeriesKind } from './KindChoice.tsx';
import { type Target, Targets, usePutting } from './Targets.tsx';

/** What is on its way to a dashboard. */
export interface Wanted {
  readonly info: SeriesInfo;
  readonly by: 'button' | 'drag';
}

interface AddToDashboardProps {
  readonly wanted: Wanted | null;
  readonly onDone: () => void;
}

/** Puts a quantity on one of the person's dashboards: a dialog asks which, or the quantity is dropped on one. */
export default function AddToDashboard({ wanted, onDone }: AddToDashboardProps) {
  const { targets, put, outcome } = usePutting();
  const heard = useHeard();
  const [kind, setKind] = useState<SeriesKind>('timeseries');
  const take = (target: Target | null) => {
    if (!wanted) return;
    const { info } = wanted;
    onDone();
    void put(
      target,
      (document) => withQuantity(document, info, kind, heard),
      (title) => t('Added {quantity} to “{title}”.', { quantity: info.quantity, title }),
    );
  };
  return (
    <>
      {wanted?.by === 'drag' && (
        <section className={styles.tray} aria-label={t('Drop it on a dashboard')}>
          <p>{t('Drop it on a dashboard')}</p>
          <Targets targets={targets} onTake={take} />
        </section>
      )}
      {wanted?.by === 'button' && (
        <Dialog
          title={t('Add {quantity} to a dashboard', { quantity: wanted.info.quantity })}
          onClose={onDone}
        >
          <div className={dialog.form}>
            <KindChoice kind={kind} onChoose={setKind} />
            <Targets targets={targets} onTake={take} />
            <div className={dialog.buttons}>
              <button type="button" className={controls.button} onClick={onDone}>
                {t('Cancel')}
              </button>
            </div>
          </div>
        </Dialog>
      )}
      {outcome}
    </>
  );
}
