import { BY_DESIGN } from '../../model/alarm.ts';

/**
 * Why an alarm means nothing just now:
 * - `link`    the link that would tell is down
 * - `quiet`   it is back, and what it brings has some time to be told anew
 * - `design`  a condition of the plant
 */
export type Suppression = 'link' | 'quiet' | 'design';

const BECAUSE: Readonly<Record<Suppression, string>> = {
  link: 'The link is down, so the value is not known.',
  quiet: 'Not heard since the link came back, so the value is not known.',
  design: BY_DESIGN,
};

const REASONS: readonly Suppression[] = ['link', 'quiet', 'design'];

/** In words, why an alarm is set aside: of its reasons the one that counts most; '' where there is none. */
export function suppressedBecause(reasons: ReadonlySet<Suppression>): string {
  const why = REASONS.find((one) => reasons.has(one));
  return why === undefined ? '' : BECAUSE[why];
}
