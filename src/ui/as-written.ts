import { formatValue } from './format.ts';

/** A number with as many decimals as were written of it. */
export function formatAsWritten(value: number): string {
  return formatValue(value, (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length);
}
