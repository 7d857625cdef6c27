import { said } from '../../ui/said.ts';

/**
 * What a control that takes no order now says to whoever works it all the same.
 * @param why nothing can be ordered, in words
 * @param isUnderWay an order that was given before is
 * @param last what it said last: the same words again get a space at their end, since a live region that stays as it is is not read out
 */
export function answerTo(why: string, isUnderWay: boolean, last: string): string {
  const words = said(isUnderWay ? why : `${why} Nothing was sent.`);
  return words === last ? `${words}\u00A0` : words;
}
