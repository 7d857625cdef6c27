import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import controls from '../../ui/controls.module.css';
import { timeFormat } from '../../ui/locale.ts';
import { rich } from '../../ui/rich.tsx';
import { t } from '../../ui/text.ts';
import styles from './draft.module.css';
import { ownDraftLocks } from './draft-locks.ts';
import { type Draft, draftsOf } from './drafts.ts';

interface DraftOffersProps {
  /** See `dashboardsOf`. */
  readonly owner: string;
  /** What is left of earlier times, newest first. */
  readonly drafts: readonly Draft[];
  /** @param release lets go of the draft for other tabs */
  readonly onRestore: (draft: Draft, release: () => void) => void;
  /** For people: why nothing came of it. */
  readonly onSaid: (text: string) => void;
}

/** Offers what was being edited when the page went away, one after the other. */
export function DraftOffers({ owner, drafts, onRestore, onSaid }: DraftOffersProps) {
  const [offers, setOffers] = useState(drafts);
  const [offered] = offers;
  if (!offered) return null;
  const { document, changedAt, name } = offered;
  /** The same may be offered in several tabs: only one of them can do anything with it. */
  const decide = async (act: (draft: Draft, release: () => void) => void) => {
    const release = await ownDraftLocks().claim(name);
    setOffers(offers.slice(1));
    if (!release) return onSaid(t('Another tab goes on with this draft.'));
    const kept = await (await draftsOf(owner)).list();
    const draft = kept.find((one) => one.name === name);
    if (draft) return act(draft, release);
    release();
    onSaid(t('This draft is gone: it was saved or discarded in another tab.'));
  };
  return (
    <section key={name} className={styles.notice} aria-label={t('Unsaved draft')}>
      <IconHistory size={20} aria-hidden="true" />
      <p>
        {rich('There are changes to “{title}” that were not saved, of {time}.', {
          title: document.metadata.title,
          time: (
            <time dateTime={new Date(changedAt).toISOString()}>{timeFormat('moment').format(changedAt)}</time>
          ),
        })}
      </p>
      <button
        type="button"
        className={controls.button}
        onClick={() =>
          void decide((draft, release) => {
            void draftsOf(owner)
              .then((all) => all.forget(draft.name))
              .then(release);
          })
        }
      >
        {t('Discard')}
      </button>
      <button
        type="button"
        className={controls.primary}
        onClick={() =>
          void decide((draft, release) => {
            // The others are offered when somebody comes here again.
            setOffers([]);
            onRestore(draft, release);
          })
        }
      >
        {t('Restore draft')}
      </button>
    </section>
  );
}
