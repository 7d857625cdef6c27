/** What an HTTP refusal means for the person who ordered, and what to do next. */
export function httpWords(status: number): string {
  switch (status) {
    case 401:
      return 'The back end did not accept your sign-in (401). Nothing was done; sign in again.';
    case 403:
      return 'The back end says that you may not do this (403). Nothing was done; ask for the role.';
    case 404:
    case 406:
      return `The back end does not know this device or command (${status}). Nothing was done; check its name.`;
    case 413:
      return 'The back end says that the payload is too large (413). Nothing was done.';
    case 429:
      return 'The back end says that there are too many orders (429). Nothing was done; wait and try again.';
    default:
      return status >= 500
        ? `The back end failed (${status}); whether the order was carried out is unknown. Look at what the device reports.`
        : `The back end refused the order (${status}). Nothing was done.`;
  }
}

export const LINK_BROKE =
  'The link broke before the device reported. Whether it got the order is unknown; look at what it reports once the link is back.';
export const REQUEST_BROKE =
  'The request failed on the way. Whether the device got the order is unknown; look at what it reports.';
export const NO_REPORT =
  'The device did not report the change in time. Look at the device, or at what it reports, before trying again.';
export const NO_ANSWER =
  'The back end did not answer in time. Whether the device got the order is unknown; look at what it reports.';
