import type { Scalar } from '../../model/catalogue.ts';
import { keptValue } from '../../model/kept-value.ts';
import type { SendOutcome } from '../transports/transport.ts';
import type { End } from './command-life.ts';
import type { OpenCommand } from './open-command.ts';

/** Words from a back end are passed on no longer than this. */
const MAX_FOREIGN_WORDS = 300;

/** A reported value for people. */
export function valueWords(value: Scalar): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}

/** What an HTTP answer other than 2xx means for the person who ordered, and what to do next. */
export function httpEnd(status: number): End {
  const notDone = (reason: string): End => ({ state: 'rejected', reason, outcome: 'not-done' });
  switch (status) {
    case 400:
    case 422:
      return notDone(
        `The back end could not read the order (${status}). Nothing was done; check its payload.`,
      );
    case 401:
      return notDone(
        'The back end did not accept the credentials (401). Nothing was done; sign in again, or have the connection’s credentials corrected.',
      );
    case 403:
      return notDone('The back end says that you may not do this (403). Nothing was done; ask for the role.');
    case 404:
    case 406:
      return notDone(
        `The back end does not know this device or command (${status}). Nothing was done; check its name.`,
      );
    case 413:
      return notDone('The back end says that the payload is too large (413). Nothing was done; send less.');
    case 429:
      return notDone(
        'The back end says that there are too many orders (429). Nothing was done; wait and try again.',
      );
  }
  // 408 and 499 come from something between that waited in vain: what lies behind it may have acted.
  if (status >= 400 && status <= 499 && status !== 408 && status !== 499) {
    return notDone(
      `The back end refused the order (${status}). Nothing was done; check the connection's configuration.`,
    );
  }
  return {
    state: 'rejected',
    reason: `The back end failed (${status}). Whether the order was carried out is unknown; look at what the device reports before trying again.`,
    outcome: 'unknown',
  };
}

/** The credentials were refused, and there are others, but by now the order may not leave any more. @param why in words */
export function notAgain(why: string): End {
  return {
    state: 'rejected',
    reason: `The back end did not accept the credentials (401). Nothing was done, and the order was not sent again. ${why}`,
    outcome: 'not-done',
  };
}

/** The device or back end itself said no. @param isForAll to somebody, who need not be this page */
export function refusedByDevice(reason: string, isForAll: boolean): End {
  const all = reason.trim() || 'The device refused the order.';
  // That they are cut has to be seen: they may be so within a secret.
  const words = all.length > MAX_FOREIGN_WORDS ? `${all.slice(0, MAX_FOREIGN_WORDS - 1)}…` : all;
  return isForAll
    ? { state: 'rejected', reason: `${words} It may have been somebody else’s.`, outcome: 'unknown' }
    : { state: 'rejected', reason: words, outcome: 'not-done' };
}

/** Nobody has announced the target. */
export const UNKNOWN_TARGET =
  'The device has not said that this can be switched. Check its name, and whether it is on.';

/** One open command a target. */
export const STILL_OPEN = 'An order to this target is still open. Nothing was sent; wait for its outcome.';

/** One open command a target, in all tabs together. */
export const OTHER_TAB =
  'Another tab of this browser has an order to this target open. Nothing was sent; wait for its outcome, or close that tab.';

/** The person was asked whether they meant it. */
export const WITHHELD = 'It was not confirmed. Nothing was sent.';

/** They were asked about another state than the device reports by now. */
export const CHANGED_MEANWHILE = 'It was not confirmed: it has changed meanwhile. Nothing was sent.';

/** Whatever a link's own credentials still allow, the person who orders is not known any more. */
export const SESSION_ENDED = 'The session has ended. Nothing was sent; sign in again.';

/** What an order would send is not what its preview said: something has changed in between. */
export const NOT_AS_SHOWN =
  'What would be sent is no longer what was shown. Nothing was sent; look at it again and send it if it is right.';

/** The link that an order left on has broken. */
export const LINK_BROKE: End = {
  state: 'rejected',
  reason:
    'The link broke before the device reported. Whether it got the order is unknown; it is asked for its state as soon as the link is back.',
  outcome: 'unknown',
};

/** The request that was to bring the only answer there is has failed: on its way out or on its way back, nobody can tell. */
export const REQUEST_BROKE: End = {
  state: 'rejected',
  reason:
    'The request failed on the way. Whether the order was carried out is unknown; look at the device before trying again.',
  outcome: 'unknown',
};

/** Why a link did not send. */
export function notSentWords(outcome: Exclude<SendOutcome, 'sent'>): string {
  switch (outcome) {
    case 'backlog':
      return 'Earlier bytes are still waiting on this link, so an order would be late. Nothing was sent; try again when the link has recovered.';
    case 'not-open':
      return 'The link is not open. Nothing was sent; try again when it is online.';
    case 'unsupported':
      return 'This kind of link takes no orders. Nothing was sent; choose another transport.';
  }
}

/** What is known of a command, and what is not, when its deadline has passed. */
export function timeOutWords(open: OpenCommand): string {
  const { confirmation, viaLink, request, linkBroke, reported, sawOld } = open;
  if (confirmation.by === 'acceptance') {
    return viaLink
      ? 'The order was sent, but nothing on this link tells what becomes of it. Look at the device.'
      : 'The back end did not answer in time. Whether the order was carried out is unknown; look at the device before trying again.';
  }
  const words: string[] = [];
  if (request === 'accepted')
    words.push('The back end accepted the order, but the device did not report the change in time');
  else if (request === 'broke')
    words.push('The request failed on the way, and the device did not report the change in time');
  else words.push('The device did not report the change in time');
  if (linkBroke) words.push(', and the link that brings its reports broke meanwhile');
  words.push('. ');
  if (reported !== undefined && reported !== null)
    words.push(`It last reported ${valueWords(keptValue(reported))}. `);
  if (sawOld) {
    words.push(
      'What was ordered was reported with a time before the order: an old report that came again, or a clock of the device that was set back. ',
    );
  }
  words.push('Whether the order was carried out is unknown; look at the device before trying again.');
  return words.join('');
}
