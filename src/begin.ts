/**
 * What takes time of others than the page's thread (the engine's worker, the browser's cache) is begun before all else of the page's first script is
 * run, which takes some tenths of a second on a phone. main.ts imports this first.
 */
import { lookEarly } from './config/kept-copy.ts';
import { prepareRun } from './live/run.ts';

prepareRun();
lookEarly(new URL('.', document.baseURI).href);
