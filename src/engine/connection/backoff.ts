/** First wait after a break. */
const FIRST_MS = 500;
/** No wait is longer: a wall display is back at most this long after its back end. */
export const CEILING_MS = 30_000;

/**
 * How long to wait before the next try: doubles with each failed one up to {@link CEILING_MS}, with jitter of half of it so that a
 * hundred displays do not come back in the same instant.
 * @param failures tries that have failed in a row, 0 for the first wait
 */
export function backoffDelay(failures: number, random: () => number = Math.random): number {
  const full = Math.min(CEILING_MS, FIRST_MS * 2 ** Math.min(failures, 16));
  return full * (0.5 + random() * 0.5);
}
