import { IconHistory } from '@tabler/icons-react';
import controls from '../../ui/controls.module.css';
import { timeFormat } from '../../ui/locale.ts';
import { rich } from '../../ui/rich.tsx';
import { t } from '../../ui/text.ts';
import styles from './draft.module.css';
import type { Draft } from './drafts.ts';

interface DraftNoticeProps {
  readonly draft: Draft;
  readonly onRestore: () => void;
  readonly onDiscard: () => void;
}

/** Offers what was being edited when the page went away. */
export function DraftNotice({ draft, onRestore, onDiscard }: DraftNoticeProps) {
  const { document, changedAt } = draft;
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
      <button type="button" className={controls.button} onClick={onDiscard}>
        {t('Discard')}
      </button>
      <button type="button" className={controls.primary} onClick={onRestore}>
        {t('Restore draft')}
      </button>
    </section>
  );
}
