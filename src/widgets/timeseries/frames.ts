/**
 * Draws if there is something to draw.
 * @param now epoch ms
 * @returns when it wants to be asked again without being woken, epoch ms; Infinity: only when woken
 */
export type Frame = (now: number) => number;

/** Waits shorter than this go by display frames; a timer would not be punctual enough. */
const BY_FRAMES_MS = 40;

const frames = new Set<Frame>();
let requested = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function run(): void {
  requested = 0;
  const now = Date.now();
  let next = Number.POSITIVE_INFINITY;
  for (const frame of frames) next = Math.min(next, frame(now));
  const wait = next - now;
  if (wait <= BY_FRAMES_MS) wakeFrames();
  else if (wait < Number.POSITIVE_INFINITY) timer = setTimeout(wakeFrames, wait - BY_FRAMES_MS / 2);
}

/** Something has to be drawn: all charts are asked in the next display frame. */
export function wakeFrames(): void {
  if (requested !== 0) return;
  clearTimeout(timer);
  requested = requestAnimationFrame(run);
}

/** Adds one chart to the page's single drawing loop; the loop rests while nobody has anything to draw. */
export function joinFrames(frame: Frame): () => void {
  frames.add(frame);
  wakeFrames();
  return () => {
    frames.delete(frame);
  };
}
