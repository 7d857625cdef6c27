/**
 * One wait is no longer, ms. Timers stand still while a machine sleeps and do not hear of a clock that was set: at most so long after that,
 * what is due is seen to be.
 */
const LONGEST_MS = 60_000;

/**
 * Runs something at a time, however far ahead, and however often the machine sleeps or its clock is set meanwhile.
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
