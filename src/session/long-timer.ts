/** The longest that a browser's timer can wait, ms: anything longer runs at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Runs something at a time, however far ahead.
 * @param time epoch ms; what is past runs at once, but never before this returns
 * @returns cancels it
 */
export function runAt(time: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    const left = time - Date.now();
    timer = left > LONGEST_MS ? setTimeout(wait, LONGEST_MS) : setTimeout(work, Math.max(0, left));
  };
  wait();
  return () => clearTimeout(timer);
}
