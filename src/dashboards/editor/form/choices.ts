import { t, write } from '../../../ui/text.ts';
import { windowPresets } from '../../../widgets/time/presets.ts';

/** Words that mean something else elsewhere on the page. */
const PRIORITIES = {
  critical: 'critical |priority',
  high: 'high |priority',
  medium: 'medium |priority',
  low: 'low |priority',
} as const;

/** What somebody reads of one of several words that an option can be: a time window as its length, the others translated. */
export function choiceInWords(choice: string): string {
  const preset = Object.entries(windowPresets).find(([key]) => key === choice)?.[1];
  const priority = Object.entries(PRIORITIES).find(([key]) => key === choice)?.[1];
  if (priority) return t(priority);
  return preset?.label ?? write(choice);
}
