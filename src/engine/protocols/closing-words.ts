import type { LinkEnd } from '../transports/transport.ts';

const MAX_LENGTH = 120;

/** ` (what the server said)` of an end, cut and without control characters; '' where it said nothing. */
export function saying({ reason }: LinkEnd): string {
  const words = reason.replace(/\p{C}+/gu, ' ').trim();
  if (words === '') return '';
  return ` (${words.length > MAX_LENGTH ? `${words.slice(0, MAX_LENGTH)}…` : words})`;
}
