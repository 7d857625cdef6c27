/** Event of the window: a part of the page failed to draw; `detail` is the error. */
export const FAILED = 'signalbox-failed';
