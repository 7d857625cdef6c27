import type { Sent } from './generator.ts';
import type { Taken } from './lag.ts';
import { PAINT_START, PAINT_STOP, type Paint, type PaintRecord, paintOf } from './paint.ts';
import { type Figures, type Stage, type Subject, sleep } from './subject.ts';
import { type Verdict, verdictOn } from './verdict.ts';

const SAMPLE_MS = 5;
const DRAIN_MS = 10_000;

/** One measured window. */
export interface Window extends Omit<Verdict, 'taken'> {
  readonly framesPerSecond: number;
  /** How long it was to be, and how long was sent. */
  readonly seconds: number;
  readonly sentSeconds: number;
  /** Readings a second, as due and as sent. */
  readonly dueRate: number;
  readonly rate: number;
  /** Readings a second that were stored by its end: a lag that may be counts as none. */
  readonly takenRate: number;
  readonly lost: number;
  readonly cut: Sent['cut'];
  /** Busy shares of one core each, null where the system does not say. */
  readonly busy: { readonly main: number; readonly worker: number } | null;
  readonly paint: Paint | null;
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
  const lost = sent.readings - (after.readings - before.readings) + (after.lost - before.lost);
  const { taken: takenInTime, ...verdict } = verdictOn(sent, taken, lost);
  return {
    framesPerSecond,
    seconds,
    sentSeconds: tookSeconds,
    dueRate: sent.due / seconds,
    rate: sent.readings / seconds,
    takenRate: takenInTime / seconds,
    lost,
    cut: sent.cut,
    ...verdict,
    busy:
      cpuBefore && cpuAfter
        ? {
            main: (cpuAfter.main - cpuBefore.main) / tookSeconds,
            worker: (cpuAfter.worker - cpuBefore.worker) / tookSeconds,
          }
        : null,
    paint: record ? paintOf(record, sent.times.at(-1) ?? record.end) : null,
  };
}
