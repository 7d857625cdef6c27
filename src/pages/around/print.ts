import { putOnPaper } from '../../ui/paper.ts';

/** Longer nobody waits for a chart that does not come: its tile says why. */
const LONGEST_WAIT_MS = 3_000;

/** Tiles whose code is still fetched, and charts that have not been answered yet: those that were never on screen ask only now. */
function isWaiting(): boolean {
  return document.querySelector('[data-waits], [data-widget="timeseries"]:not([data-samples])') !== null;
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Prints the page, once everything on it has been drawn: also what nobody has scrolled to. */
export async function printPage(): Promise<void> {
  putOnPaper(true);
  const latest = Date.now() + LONGEST_WAIT_MS;
  do {
    await nextFrame();
    await nextFrame();
  } while (isWaiting() && Date.now() < latest);
  print();
  // Not every browser says when it has printed: whoever touches the page is back at it.
  for (const sign of ['pointerdown', 'keydown'])
    addEventListener(sign, () => putOnPaper(false), { once: true });
}
