/**
 * One wait is no longer, ms. Timers stand still while a machine sleeps and do not hear of a clock that was set: at most so long after that,
 * what is due is seen to be.
 */
const LONGEST_MS = 60_000;

/**
 * Runs something after a time, however long, and however often the machine sleeps or its clock is set meanwhile: it has passed when the clock
 * says so, or one that is never set and stands still while the machine sleeps, whichever is first.
 * @param ms what is not above 0 runs at once, but never before this returns
 * @returns cancels it
 */
export function runAfter(ms: number, work: () => void): () => void {
  const time = Date.now() + ms;
  const passed = performance.now() + ms;
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    const left = Math.min(time - Date.now(), passed - performance.now());
    timer = left > LONGEST_MS ? setTimeout(wait, LONGEST_MS) : setTimeout(work, Math.max(0, left));
  };
  wait();
  return () => clearTimeout(timer);
}
