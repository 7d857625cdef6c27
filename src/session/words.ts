import { isRefusal } from './provider.ts';
import { NotRenewableError } from './renewal.ts';

const UNREACHABLE = 'The sign-in service cannot be reached. Check the network, then try again.';
const NOTHING_KEPT =
  'This browser keeps nothing for this page. Allow site data (cookies) for it, or free some space, then sign in again.';

export const NO_ANSWER =
  'The sign-in service does not answer. This page goes on trying and opens by itself once it does.';
const OFFLINE =
  'This device is offline and the session has ended: nothing can be switched. It is renewed once there is a network.';
export const LAST_ENDED = 'The last session has ended. Sign in again.';
export const ENDED =
  'The session has ended: readings that need it stop, and nothing can be switched. Sign in again.';
const ENDED_MEANWHILE =
  'The sign-in service does not answer, and the session has ended meanwhile: readings that need it stop, and nothing can be switched. It is renewed as soon as the service answers.';

/** Why a session that has ended is not renewed yet. */
export function endedMeanwhile(): string {
  return navigator.onLine ? ENDED_MEANWHILE : OFFLINE;
}

/** A provider's own words: no more than are read, and no code or token that it repeats. */
function shown(text: string): string {
  return text.replace(/[\w.~+=-]{40,}/g, '…').slice(0, 300);
}

/** What went wrong with a sign-in or a renewal, and what to do. */
export function words(error: unknown): string {
  if (error instanceof NotRenewableError) return 'It will end soon. Sign in again.';
  if (error instanceof Error && /^(Security|QuotaExceeded)Error$/.test(error.name)) return NOTHING_KEPT;
  if (!isRefusal(error)) return UNREACHABLE;
  const description = error.error_description ? ` (${shown(error.error_description)})` : '';
  switch (error.error) {
    case 'access_denied':
      return `The sign-in was refused${description}. Try again, or ask for access.`;
    case 'invalid_grant':
      return 'The session has ended. Sign in again.';
    default:
      return `The sign-in service refused: ${error.error ?? 'no reason given'}${description}. Try again.`;
  }
}
