import type { ReportedState } from '../../model/catalogue.ts';

/** What a device says of itself, as one word; `unknown` where it has said nothing, or does not know itself. */
export function reportedWord(reported: Pick<ReportedState, 'value'> | undefined): string {
  const value = reported?.value ?? null;
  if (value === null) return 'unknown';
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
