import type { SeriesInfo } from '../../model/catalogue.ts';
import type { ConnectionSnapshot } from '../../model/connection.ts';

/**
 * With no report for longer than this, in ms, how far a job is may not hold any more. A job that is done has nothing more to say, as long as the
 * link over which it said so is there to say otherwise: what began while it was down was not seen.
 * @param doneAt when it said that it is done, epoch ms; null where it did not
 */
export function limitOf(
  info: Pick<SeriesInfo, 'staleAfterMs'> | undefined,
  doneAt: number | null,
  link: Pick<ConnectionSnapshot, 'status' | 'since'> | undefined,
): number {
  const limit = info?.staleAfterMs ?? Number.POSITIVE_INFINITY;
  const holds = doneAt !== null && link?.status === 'online' && doneAt >= link.since;
  return holds && limit > 0 ? Number.POSITIVE_INFINITY : limit;
}
