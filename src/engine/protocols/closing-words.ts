import { redactedText } from '../../model/redacted-text.ts';
import type { LinkEnd } from '../transports/transport.ts';
import type { Closing } from './protocol.ts';

const MAX_LENGTH = 120;
/** Of a longer text no more is looked at. */
const MOST_READ = 4_096;

/** What a far end said as a part of a sentence: without secrets and control characters, cut. */
export function wordsOf(text: string): string {
  const words = redactedText(
    text
      .slice(0, MOST_READ)
      .replace(/\p{C}+/gu, ' ')
      .trim(),
  );
  return words.length > MAX_LENGTH ? `${words.slice(0, MAX_LENGTH)}…` : words;
}

/** ` (what the server said)` of an end; '' where it said nothing. */
export function saying({ reason }: { readonly reason: string }): string {
  const words = wordsOf(reason);
  return words === '' ? '' : ` (${words})`;
}

/** What a WebSocket's close code itself says of its end: it is the credentials, or our own fault. null where it may be anything else. */
export function verdictOf(end: LinkEnd): Closing | null {
  if (end.code === 1008)
    return { next: 'renew-token', reason: `The server does not accept the credentials${saying(end)}.` };
  if (end.code !== 1002) return null;
  return {
    next: 'fault',
    reason: `The server could not read what this page sent${saying(end)}. Please report this fault of the page.`,
  };
}

/** What may be the reason where a request was not answered: the browser itself keeps one waiting that finds no free connection. */
export const FEW_CONNECTIONS =
  'Browsers open only six HTTP/1.1 connections to a host, those of all tabs together: where other tabs or streams use this one, close some of them, or serve it by HTTP/2.';
