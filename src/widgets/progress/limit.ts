import type { SeriesInfo } from '../../model/catalogue.ts';

/**
 * With no report for longer than this, in ms, how far a job is may not hold any more. A job that is done has nothing more to say, as long as its
 * link is there to say otherwise.
 */
export function limitOf(
  info: Pick<SeriesInfo, 'staleAfterMs'> | undefined,
  isDone: boolean,
  isOnline: boolean,
): number {
  const limit = info?.staleAfterMs ?? Number.POSITIVE_INFINITY;
  return isDone && isOnline && limit > 0 ? Number.POSITIVE_INFINITY : limit;
}
