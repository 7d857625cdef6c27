/** What the page reports of its own frames. */
export interface PaintRecord {
  /** Of each display frame in which a chart drew something newer: when it began, the newest reading drawn, when it was done. Epoch ms. */
  readonly frames: readonly (readonly [number, number, number])[];
  readonly longTaskMs: number;
  readonly elapsedMs: number;
}

/**
 * Starts the record. A message posted from the frame arrives when the frame's drawing has been done, so what the charts say of
 * themselves then is on its way to the screen.
 */
export const PAINT_START = `{
  const record = globalThis.paintRecord = { frames: [], longTaskMs: 0, begin: performance.now(), on: true };
  record.observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) record.longTaskMs += duration;
  });
  record.observer.observe({ type: 'longtask' });
  const charts = [...document.querySelectorAll('[data-widget="timeseries"]')];
  const { port1, port2 } = new MessageChannel();
  let began = 0;
  let newest = 0;
  port2.onmessage = () => {
    let last = 0;
    for (const chart of charts) last = Math.max(last, Number(chart.dataset.last ?? 0));
    if (last === newest) return;
    newest = last;
    record.frames.push([performance.timeOrigin + began, last, performance.timeOrigin + performance.now()]);
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
  const { frames, begin, observer } = paintRecord;
  for (const { duration } of observer.takeRecords()) paintRecord.longTaskMs += duration;
  paintRecord.on = false;
  observer.disconnect();
  return { frames, longTaskMs: paintRecord.longTaskMs, elapsedMs: performance.now() - begin };
})()`;
