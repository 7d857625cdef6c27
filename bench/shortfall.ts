import type { Window } from './window.ts';

const count = (value: number) => Math.round(value).toLocaleString('en');

const time = ({ sentSeconds, seconds }: Window) => `${sentSeconds.toFixed(1)} of ${count(seconds)} s`;

/**
 * Why a window's figures are not those of the rate that was asked for, in words; null where they are.
 * A rate can be missed by the generator, and then nothing is known of the page, or by the page.
 */
export function shortfallOf(window: Window): string | null {
  const { cut, senderFellShort, receiverFellShort, dueRate, rate, takenRate, lost, seconds } = window;
  const words: string[] = [];
  if (cut === 'link-ended') words.push(`the link ended after ${time(window)}`);
  else if (cut === 'overrun')
    words.push(`the receiver was so far behind that it was broken off after ${time(window)}`);
  else if (senderFellShort)
    words.push(`the generator sent ${count(rate)} of ${count(dueRate)} readings a second`);
  if (lost > 0) words.push(`${count(lost)} of ${count(rate * seconds)} readings were lost`);
  else if (receiverFellShort)
    words.push(`the receiver took in ${count(takenRate)} of ${count(rate)} readings a second`);
  return words.length === 0 ? null : words.join(', ');
}
