import type { Press } from '../../ui/keys.ts';

/** What brings the palette from anywhere. Here, apart from the table of actions, since it is what the table is fetched by; so are the next two. */
export const PALETTE_KEYS: Press = { held: ['Ctrl'], keys: ['k'] };
/** What prints. The browser's own printing does not wait until all charts are drawn. */
export const PRINT_KEYS: Press = { held: ['Ctrl'], keys: ['p'] };
/** Keys that some action of the table begins with: the first of them brings it. A test holds them to the table. */
export const FIRST_KEYS = '/?fgs';
/** Longer between two keys, and they are no pair. */
export const PAIR_MS = 1_500;
