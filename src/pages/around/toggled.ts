import type { PlainText } from '../../ui/text.ts';
import type { Toggled } from './places.ts';

/** What is said of a page that was to become a favourite, or to be none any more. */
export const TOGGLED: Readonly<Record<Toggled, PlainText>> = {
  added: 'This page is a favourite now.',
  removed: 'This page is no favourite any more.',
  'too-many': 'There are 200 favourites, which is the most. Take one out, then try again.',
  'not-kept': 'This browser does not keep it: its storage is full or blocked. Free some, then try again.',
};
