import { withDecimalSign } from '../../../ui/locale.ts';

const PLAIN = /^[+-]?\d*[.,]?\d*(e[+-]?\d+)?$/i;
/** Thousands to most who write so, and decimals to the others. Nobody groups behind a leading zero, or more than three digits. */
const GROUPED = /^[+-]?[1-9]\d{0,2}([.,])\d{3}(?!\d)/;

/**
 * A number as somebody types it, with a point or a comma before its decimals.
 * @returns null where nothing is typed; NaN for what is no number, or may be one with its thousands set apart: `1,000` where decimals have a point
 */
export function numberIn(text: string): number | null {
  const typed = text.trim();
  if (typed === '') return null;
  const [, mark = ''] = GROUPED.exec(typed) ?? [];
  if (!PLAIN.test(typed) || mark !== withDecimalSign(mark && '.')) return Number.NaN;
  const number = Number(typed.replace(',', '.'));
  return Number.isFinite(number) ? number : Number.NaN;
}
