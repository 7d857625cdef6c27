/** A header of the copies that the service worker keeps: by it a page knows that it has not got the file itself. */
export const KEPT_HEADER = 'x-signalbox-kept';
