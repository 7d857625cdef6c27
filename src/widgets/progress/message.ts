import { type ReportedState, saidBy } from '../../model/catalogue.ts';
import { redactedText } from '../../model/redacted-text.ts';
import { formatAge } from '../../ui/format.ts';
import { t } from '../../ui/text.ts';

/** What a message's look depends on. */
type Said = Pick<ReportedState, 'value' | 'at' | 'latest' | 'stale'>;

/**
 * What a job says of itself, without secrets: it may be anything, and everybody who sees the page reads it. What it said before its link broke
 * has its age before it. '' where it says nothing.
 * @param now epoch ms
 */
export function messageOf(said: Said | undefined, now: number): string {
  if (typeof said?.value !== 'string' || said.value === '') return '';
  const text = redactedText(said.value);
  return said.stale ? `${t('{age} ago, stale', { age: formatAge(now - saidBy(said)) })}: ${text}` : text;
}
