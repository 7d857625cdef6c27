import { i18n } from '@lingui/core';

/** A title as it stands within a sentence: without its capital, but for German, whose nouns keep theirs. */
export function midSentence(title: string): string {
  if (i18n.locale === 'de') return title;
  return title.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());
}
