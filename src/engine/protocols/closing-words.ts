import type { LinkEnd } from '../transports/transport.ts';

const MAX_LENGTH = 120;

/** ` (what the server said)` of an end, cut and without control characters; '' where it said nothing. */
export function saying({ reason }: LinkEnd): string {
  const words = reason.replace(/\p{C}+/gu, ' ').trim();
  if (words === '') return '';
  return ` (${words.length > MAX_LENGTH ? `${words.slice(0, MAX_LENGTH)}…` : words})`;
}

/** What may be the reason where a request was not answered: the browser itself keeps one waiting that finds no free connection. */
export const FEW_CONNECTIONS =
  'Browsers open only six HTTP/1.1 connections to a host, those of all tabs together: where other tabs or streams use this one, close some of them, or serve it by HTTP/2.';
