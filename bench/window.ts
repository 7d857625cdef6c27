import { readingsPerFrame } from './frames.ts';
import { type Lag, lagOf, quantile, type Taken } from './lag.ts';
import { PAINT_START, PAINT_STOP, type PaintRecord } from './paint.ts';
import { type Figures, type Stage, type Subject, sleep } from './subject.ts';

const SAMPLE_MS = 5;
const MAX_LAG_MS = 250;
/** A median lag of the last quarter above the first's by more is a queue that grows. */
const GROWTH_MS = 60;
const DRAIN_MS = 10_000;

/** One measured window. */
export interface Window {
  readonly framesPerSecond: number;
  /** Readings a second, as sent. */
  readonly rate: number;
  readonly lag: Lag;
  readonly lost: number;
  /** The sender itself sent less than it should: nothing is said about the receiver. */
  readonly senderFellShort: boolean;
  readonly held: boolean;
  /** Busy shares of one core each, null where the system does not say. */
  readonly busy: { readonly main: number; readonly worker: number } | null;
  readonly paint: Paint | null;
}

/** What the page showed during a window. */
interface Paint {
  /** Display frames a second in which a chart drew something newer. */
  readonly fps: number;
  /** Drawings of something newer a second of the chart that has fewest: under load charts take turns. */
  readonly slowestFps: number;
  readonly frameGapP95Ms: number;
  readonly longTaskMsPerS: number;
  /** From the sending of a reading to the end of the display frame that shows it; for clown-talk, which holds no times, from arrival. */
  readonly paintLagP50Ms: number;
  readonly paintLagP95Ms: number;
}

function paintOf({ frames, draws, longTaskMs, elapsedMs }: PaintRecord): Paint {
  const gaps = frames.slice(1).map((at, i) => at - (frames[i] ?? at));
  const lags: number[] = [];
  const weights: number[] = [];
  for (const chart of draws) {
    for (let i = 2; i < chart.length; i += 2) {
      const last = chart[i] ?? 0;
      const painted = chart[i + 1] ?? 0;
      // Readings between the drawing before and this one were sent evenly; ten of them stand for all.
      const span = last - (chart[i - 2] ?? last);
      for (let part = 0; part < 10; part++) {
        lags.push(painted - last + (span * part) / 10);
        weights.push(span);
      }
    }
  }
  return {
    fps: (frames.length / elapsedMs) * 1000,
    slowestFps: (Math.min(...draws.map((chart) => chart.length / 2)) / elapsedMs) * 1000,
    frameGapP95Ms: quantile(gaps, 0.95),
    longTaskMsPerS: (longTaskMs / elapsedMs) * 1000,
    paintLagP50Ms: quantile(lags, 0.5, weights),
    paintLagP95Ms: quantile(lags, 0.95, weights),
  };
}

/** Sends at a rate for a while and tells what became of it. */
export async function measure(
  stage: Stage,
  subject: Subject,
  framesPerSecond: number,
  seconds: number,
  series = 50,
): Promise<Window> {
  const { worker, page, kind } = subject;
  const isPage = subject.who === 'signalbox';
  const before = await subject.figures();
  await worker.evaluate(
    `{ const taken = globalThis.taken = []; globalThis.sampling = setInterval(() => { const { time, readings } = figures(); taken.push(time, readings); }, ${SAMPLE_MS}); 0 }`,
  );
  if (isPage) await page.evaluate(PAINT_START);
  const cpuBefore = await stage.browser.cpu();
  const begin = performance.now();
  const sent = await stage.sender.order({ do: 'run', kind, series, framesPerSecond, seconds });
  const tookSeconds = (performance.now() - begin) / 1000;
  const cpuAfter = await stage.browser.cpu();
  const record = isPage ? await page.evaluate<PaintRecord>(PAINT_STOP) : null;
  let after: Figures = await subject.figures();
  for (
    const end = Date.now() + DRAIN_MS;
    Date.now() < end && after.readings - before.readings < sent.readings;
  ) {
    await sleep(20);
    after = await subject.figures();
  }
  await sleep(2 * SAMPLE_MS);
  const flat = await worker.evaluate<number[]>(
    // Kept, the samples would be weighed as the worker's own.
    '(() => { const kept = taken; clearInterval(sampling); globalThis.taken = undefined; return kept; })()',
  );
  const taken: Taken[] = [];
  for (let i = 0; i < flat.length; i += 2) {
    taken.push({ time: flat[i] ?? 0, readings: (flat[i + 1] ?? 0) - before.readings });
  }
  const lag = lagOf(sent, taken);
  const lost = sent.readings - (after.readings - before.readings) + (after.lost - before.lost);
  const senderFellShort = sent.readings < sent.due * 0.99;
  return {
    framesPerSecond,
    rate: sent.readings / seconds,
    lag,
    lost,
    senderFellShort,
    held: !senderFellShort && lost === 0 && lag.p95 <= MAX_LAG_MS && lag.last - lag.first <= GROWTH_MS,
    busy:
      cpuBefore && cpuAfter
        ? {
            main: (cpuAfter.main - cpuBefore.main) / tookSeconds,
            worker: (cpuAfter.worker - cpuBefore.worker) / tookSeconds,
          }
        : null,
    paint: record ? paintOf(record) : null,
  };
}

/** How the highest held rate is looked for. */
export interface Search {
  readonly probeSeconds: number;
  readonly confirmSeconds: number;
  /** Steps of halving between a rate held and one not held. */
  readonly steps: number;
  /** After this long nothing is looked for any more: what is held by then is confirmed. */
  readonly seconds: number;
  /** Long windows, each at a rate lower by 4 %, that may be tried until one is held. */
  readonly confirmations: number;
}

/** The highest rate held: found by short probes, then confirmed by a long window, lower by 4 % until one is held. */
export async function highestHeld(
  stage: Stage,
  subject: Subject,
  start: number,
  search: Search,
): Promise<Window> {
  const end = performance.now() + search.seconds * 1000;
  const isLate = () => performance.now() > end;
  /** One window may fail by what else the machine does, and a failure is never looked at again: it takes two. */
  const twice = async (framesPerSecond: number, seconds: number): Promise<Window> => {
    const window = await measure(stage, subject, framesPerSecond, seconds);
    return window.held || isLate() ? window : measure(stage, subject, framesPerSecond, seconds);
  };
  // What has just been loaded is not compiled yet.
  await measure(stage, subject, start / 2, search.probeSeconds);
  let held = 0;
  let failed = Number.POSITIVE_INFINITY;
  let rate = start;
  for (
    let tries = 0;
    tries < 8 && !isLate() && (held === 0 || failed === Number.POSITIVE_INFINITY);
    tries++
  ) {
    const probe = await twice(rate, search.probeSeconds);
    if (probe.held) {
      held = rate;
      rate *= 1.3;
    } else {
      failed = rate;
      rate *= 0.7;
    }
  }
  for (let step = 0; step < search.steps && held > 0 && !isLate(); step++) {
    const middle = Math.sqrt(held * failed);
    const probe = await twice(middle, search.probeSeconds);
    if (probe.held) held = middle;
    else failed = middle;
  }
  // What failed first may have done so by what else the machine did just then.
  if (held > 0 && !isLate() && (await measure(stage, subject, failed, search.probeSeconds)).held)
    held = failed;
  let window = await twice(held || rate, search.confirmSeconds);
  for (let tries = 1; tries < search.confirmations && !window.held; tries++) {
    window = await twice(window.framesPerSecond * 0.96, search.confirmSeconds);
  }
  return window;
}

/** Guesses to start from, frames a second. */
export function firstGuess(kind: Subject['kind']): number {
  return kind === 'json-batch' ? 500_000 / readingsPerFrame(kind) : 20_000;
}
