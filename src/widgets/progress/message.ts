import type { ReportedState } from '../../model/catalogue.ts';
import { redactedText } from '../../model/redacted-text.ts';

/** What a job says of itself, without secrets: it may be anything, and everybody who sees the page reads it. '' where it says nothing. */
export function messageOf(said: Pick<ReportedState, 'value'> | undefined): string {
  return typeof said?.value === 'string' ? redactedText(said.value) : '';
}
