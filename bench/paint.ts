import { quantile } from './lag.ts';

/** What the page reports of its own frames. */
export interface PaintRecord {
  /** When each display frame began in which a chart drew something newer. Epoch ms. */
  readonly frames: readonly number[];
  /** Of each chart, in order of time: the newest reading it drew and when the frame that shows it was done, in turn. Epoch ms. */
  readonly draws: readonly (readonly number[])[];
  readonly longTaskMs: number;
  readonly elapsedMs: number;
  /** When it ended, epoch ms. */
  readonly end: number;
}

/**
 * Starts the record. A message posted from the frame arrives when the frame's drawing has been done, so what the charts say of
 * themselves then is on its way to the screen.
 */
export const PAINT_START = `{
  const record = globalThis.paintRecord = { frames: [], draws: [], longTaskMs: 0, begin: performance.now(), on: true };
  record.observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) record.longTaskMs += duration;
  });
  record.observer.observe({ type: 'longtask' });
  const charts = [...document.querySelectorAll('[data-widget="timeseries"]')];
  const { port1, port2 } = record.channel = new MessageChannel();
  let began = 0;
  for (const chart of charts) record.draws.push([]);
  port2.onmessage = () => {
    const done = performance.timeOrigin + performance.now();
    let isNewer = false;
    charts.forEach((chart, i) => {
      const draws = record.draws[i];
      const last = Number(chart.dataset.last ?? 0);
      if (last === draws.at(-2)) return;
      draws.push(last, done);
      isNewer = true;
    });
    if (isNewer) record.frames.push(performance.timeOrigin + began);
  };
  const frame = (now) => {
    if (!record.on) return;
    began = now;
    port1.postMessage(0);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  0 }`;

/** Ends the record and returns it. */
export const PAINT_STOP = `(() => {
  const { frames, draws, begin, observer, channel } = paintRecord;
  for (const { duration } of observer.takeRecords()) paintRecord.longTaskMs += duration;
  const { longTaskMs } = paintRecord;
  paintRecord.on = false;
  observer.disconnect();
  // Kept, the record would be weighed as the page's own; an open channel keeps it, too.
  channel.port1.close();
  channel.port2.close();
  globalThis.paintRecord = undefined;
  const now = performance.now();
  return { frames, draws, longTaskMs, elapsedMs: now - begin, end: performance.timeOrigin + now };
})()`;

/** What the page showed during a window. */
export interface Paint {
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

/**
 * What a record shows.
 * @param sentUntil when the last reading was sent, epoch ms: what a chart has not painted of what was sent by then is as late as it is at the
 * record's end, or one that has stopped drawing would have no lag at all
 */
export function paintOf(
  { frames, draws, longTaskMs, elapsedMs, end }: PaintRecord,
  sentUntil: number,
): Paint {
  const gaps = frames.slice(1).map((at, i) => at - (frames[i] ?? at));
  const lags: number[] = [];
  const weights: number[] = [];
  const take = (before: number, last: number, painted: number) => {
    // Readings between the drawing before and this one were sent evenly; ten of them stand for all.
    const span = last - before;
    for (let part = 0; part < 10; part++) {
      lags.push(painted - last + (span * part) / 10);
      weights.push(span);
    }
  };
  for (const chart of draws) {
    for (let i = 2; i < chart.length; i += 2) {
      const last = chart[i] ?? 0;
      take(chart[i - 2] ?? last, last, chart[i + 1] ?? 0);
    }
    const painted = Math.max(chart.at(-2) ?? 0, end - elapsedMs);
    if (painted < sentUntil) take(painted, sentUntil, end);
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
