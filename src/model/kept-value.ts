import type { Scalar } from './catalogue.ts';

const TEXT_LENGTH = 500;

/** What is kept and shown of a reported value: texts are bounded, as they come from outside. What is compared is the whole. */
export function keptValue<Value extends Scalar | null>(value: Value): Value | string {
  return typeof value === 'string' ? value.slice(0, TEXT_LENGTH) : value;
}
