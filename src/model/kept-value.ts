import type { Scalar } from './catalogue.ts';

const TEXT_LENGTH = 500;

/** A text from outside without what turns the direction of the words around it on screen. */
export function unturned(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** What is kept and shown of a reported value: texts are bounded and turn nothing around them, as they come from outside. What is compared is the whole. */
export function keptValue<Value extends Scalar | null>(value: Value): Value | string {
  return typeof value === 'string' ? unturned(value.slice(0, TEXT_LENGTH)) : value;
}
