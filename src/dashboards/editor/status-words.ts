import { t } from '../../ui/text.ts';
import { MOST_DRAFTS } from './drafts.ts';

interface Standing {
  /** The document is another than what is saved. */
  readonly isChanged: boolean;
  /** It is, or a field holds what has not been taken yet. */
  readonly isUnsaved: boolean;
  /** Whether a draft of the change is kept; null while it is being written. */
  readonly isKept: boolean | null;
  /** The revision that is edited; 0 where nothing has been saved yet. */
  readonly basedOn: number;
  /** Whether what is saved is found again after a reload. */
  readonly isLasting: boolean;
}

/** What is said of a saving that went well. @param isLasting whether it is found again after a reload */
export function savedWords(isLasting: boolean): string {
  return isLasting ? t('Saved.') : t('Saved for as long as this page is open. Export it.');
}

/** What is said where a draft of before had to go. @param title of its dashboard */
export function droppedWords(title: string): string {
  return t(
    'No more than {n} drafts are kept: the oldest, of “{title}”, is gone. Save or discard those that are offered before there are more.',
    { n: MOST_DRAFTS, title },
  );
}

/** What is to be known of what is not saved. */
export function statusWords({ isChanged, isUnsaved, isKept, basedOn, isLasting }: Standing): string {
  if (isChanged && isKept) return t('Not saved. Kept as a draft in this browser.');
  if (isChanged && isKept === false)
    return isLasting
      ? t('Not saved. This browser keeps no draft: save before you leave.')
      : t('Not saved. This browser keeps nothing for this page: save, then export what you need.');
  if (isUnsaved) return t('Not saved.');
  return basedOn === 0 ? t('Nothing to be saved yet.') : savedWords(isLasting);
}
