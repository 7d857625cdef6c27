import { IconHistory } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import controls from '../../ui/controls.module.css';
import { timeFormat } from '../../ui/locale.ts';
import { rich } from '../../ui/rich.tsx';
import { t } from '../../ui/text.ts';
import styles from './draft.module.css';
import { ownDraftLocks } from './draft-locks.ts';
import { type Draft, draftsOf, leftLater, type OfferedDrafts } from './drafts.ts';

/** Milliseconds in which nobody has read that a draft has come. */
const UNREAD = 500;

interface DraftOffersProps {
  /** See `dashboardsOf`. */
  readonly owner: string;
  readonly drafts: OfferedDrafts;
  /** @param release lets go of the draft for other tabs */
  readonly onRestore: (draft: Draft, release: () => void) => void;
  /** For people: why nothing came of it. */
  readonly onSaid: (text: string) => void;
}

/** Offers what was being edited when the page went away, one after the other; what another tab is still at, once that has gone. */
export function DraftOffers({ owner, drafts: { left, held }, onRestore, onSaid }: DraftOffersProps) {
  const [offers, setOffers] = useState(left);
  const [isRestored, setRestored] = useState(false);
  useEffect(() => {
    // The others are offered when somebody comes here again.
    if (isRestored) return undefined;
    const waiting = new AbortController();
    for (const draft of held) {
      void leftLater(owner, draft, waiting.signal).then((later) => {
        if (later && !waiting.signal.aborted) setOffers((old) => [...old, later]);
      });
    }
    return () => waiting.abort();
  }, [owner, held, isRestored]);
  const [offered] = offers;
  if (!offered || isRestored) return null;
  return (
    <Offer
      key={offered.name}
      owner={owner}
      draft={offered}
      wasThere={offered === left[0]}
      onDecided={() => setOffers((old) => old.filter((one) => one !== offered))}
      onRestore={(draft, release) => {
        setRestored(true);
        onRestore(draft, release);
      }}
      onSaid={onSaid}
    />
  );
}

interface OfferProps extends Omit<DraftOffersProps, 'drafts'> {
  readonly draft: Draft;
  /** It has stood here from the first: neither has it come into the place of another, nor between somebody and their work. */
  readonly wasThere: boolean;
  /** It is not to be offered any more. */
  readonly onDecided: () => void;
}

function Offer({ owner, draft: offered, wasThere, onDecided, onRestore, onSaid }: OfferProps) {
  const { document, changedAt, name } = offered;
  const [since] = useState(() => performance.now());
  const isDecided = useRef(false);
  /** The same may be offered in several tabs: only one of them can do anything with it. */
  const decide = async (act: (draft: Draft, release: () => void) => void) => {
    if (isDecided.current) return;
    isDecided.current = true;
    const release = await ownDraftLocks().claim(name);
    onDecided();
    if (!release) return onSaid(t('Another tab goes on with this draft. Save or discard it there.'));
    const kept = await (await draftsOf(owner)).list();
    const draft = kept.find((one) => one.name === name);
    if (draft) return act(draft, release);
    release();
    onSaid(
      t(
        'This draft is gone: it was saved or discarded in another tab. What was saved is in the list of dashboards.',
      ),
    );
  };
  return (
    <section className={styles.notice} aria-label={t('Unsaved draft')}>
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
        onClick={() => {
          // The second click of two was not meant for what has come into the place of the first, nor any for what came under the pointer.
          if (!wasThere && performance.now() - since < UNREAD) return;
          void decide((draft, release) => {
            void draftsOf(owner)
              .then((all) => all.forget(draft.name))
              .then(release);
          });
        }}
      >
        {t('Discard')}
      </button>
      <button type="button" className={controls.primary} onClick={() => void decide(onRestore)}>
        {t('Restore draft')}
      </button>
    </section>
  );
}
