const LOAVES = 50;
const LOAVES_A_STEP = 2;
/** Steps of rest between two batches. */
const REST = 5;

/** What the job publishes. */
export interface JobMessage {
  readonly message: string;
  readonly percent: number;
}

/**
 * A long job of the plant's bakery: batch after batch, telling how far it is, from 0 to 100 %.
 * @param stepMs from one message to the next
 * @returns ends it
 */
export function createJob(stepMs: number, publish: (message: JobMessage) => void): () => void {
  let baked = 0;
  let rest = 0;
  const timer = setInterval(() => {
    if (rest > 0) {
      rest -= 1;
      return;
    }
    publish({ message: `Baked ${baked} of ${LOAVES} loaves`, percent: Math.round((baked / LOAVES) * 100) });
    if (baked === LOAVES) {
      baked = 0;
      rest = REST;
    } else baked += LOAVES_A_STEP;
  }, stepMs);
  return () => clearInterval(timer);
}
