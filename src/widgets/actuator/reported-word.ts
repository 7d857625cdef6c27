import type { ReportedState } from '../../model/catalogue.ts';
import { formatAsWritten } from '../../ui/as-written.ts';

/** What a device says of itself, as one word; `unknown` where it has said nothing, or does not know itself. */
export function reportedWord(reported: Pick<ReportedState, 'value'> | undefined): string {
  const value = reported?.value ?? null;
  if (value === null) return 'unknown';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'number' ? formatAsWritten(value) : value;
}
