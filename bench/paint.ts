/** What the page reports of its own frames. */
export interface PaintRecord {
  /** When each display frame began in which a chart drew something newer. Epoch ms. */
  readonly frames: readonly number[];
  /** Of each chart, in order of time: the newest reading it drew and when the frame that shows it was done, in turn. Epoch ms. */
  readonly draws: readonly (readonly number[])[];
  readonly longTaskMs: number;
  readonly elapsedMs: number;
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
  return { frames, draws, longTaskMs, elapsedMs: performance.now() - begin };
})()`;
