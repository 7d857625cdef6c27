import { formatValue } from './format.ts';
import { withDecimalSign } from './locale.ts';

/** What has more is the rest of a calculation: 0.1 + 0.2 is not meant to be 0.30000000000000004. */
const DIGITS = 15;

/** A number with as many decimals as were written of it. */
export function formatAsWritten(value: number): string {
  const rounded = Number(value.toPrecision(DIGITS));
  const written = String(rounded);
  if (written.includes('e')) return withDecimalSign(written);
  return formatValue(rounded, (/\.(\d+)$/.exec(written)?.[1] ?? '').length);
}
