/**
 * A file of its own beside the page's first script, which it waits for: where nothing has been drawn after half a minute, some file did not
 * come, and there is nobody at a wall to load the page anew. Nobody types into a page that has not been drawn, nor orders anything with it.
 */
import { beginAnew } from './healing/again.ts';

/** A line that brought the first files brings what draws the page soon after them, ms. */
const DRAWN_AFTER_MS = 10_000;

/** The words of index.html: what draws the page takes their place. */
const words = () => document.getElementById('unloaded');

addEventListener('load', () => setTimeout(() => words()?.classList.remove('unloaded'), DRAWN_AFTER_MS));
beginAnew(new URL('.', document.baseURI).href, () => words() !== null);
