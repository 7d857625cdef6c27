import type { ReportedState } from '../../model/catalogue.ts';
import { actuatorKey } from '../../model/identity.ts';
import { t } from '../../ui/text.ts';

/** What a device reports, and how that is read out: `Fan is on`. */
export interface SpokenReport {
  readonly text: string;
  readonly report: ReportedState | undefined;
}

/** What somebody else has changed between two looks at the same targets, to be read out; '' when nobody has. */
export function changedElsewhere(before: readonly SpokenReport[], now: readonly SpokenReport[]): string {
  const known = new Map(
    before.flatMap(({ report }) => (report ? [[actuatorKey(report), report.value] as const] : [])),
  );
  return now
    .filter(({ report }) => {
      const value = report?.elsewhere && known.get(actuatorKey(report));
      return value !== undefined && value !== report?.value;
    })
    .map(({ text }) => `${text}${t('; changed elsewhere')}`)
    .join('. ');
}
