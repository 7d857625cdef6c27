import type { Press } from '../../ui/keys.ts';

/** What brings the palette from anywhere. Here, apart from the table of actions, since it is what the table is fetched by. */
export const PALETTE_KEYS: Press = { held: ['Ctrl'], keys: ['k'] };
/** Keys that some action of the table begins with: the first of them brings it. A test holds it to the table. */
export const FIRST_KEYS = '/?fgs';
