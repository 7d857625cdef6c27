import type { Results } from './run.ts';
import type { Window } from './window.ts';

/** A window of 20,000 frames a second in which all went well, or what is said of it. */
export function windowWith(changes: Partial<Window> = {}): Window {
  return {
    framesPerSecond: 20_000,
    seconds: 15,
    sentSeconds: 15,
    dueRate: 20_000,
    rate: 20_000,
    takenRate: 19_998,
    lag: { p50: 10, p95: 25, first: 10, last: 11 },
    lost: 0,
    senderFellShort: false,
    cut: null,
    receiverFellShort: false,
    held: true,
    busy: { main: 0.3, worker: 0.5 },
    paint: {
      fps: 58.04,
      slowestFps: 30,
      frameGapP95Ms: 16.8,
      longTaskMsPerS: 0,
      paintLagP50Ms: 33.5,
      paintLagP95Ms: 51.6,
    },
    ...changes,
  };
}

/** What a run has found that measured nothing but what is said. */
export function resultsWith(changes: Partial<Results> = {}): Results {
  return {
    browser: 'Chromium',
    quick: false,
    limit: {},
    signalbox: {},
    fixed: [],
    firstLiveValueMs: 1330.4,
    initialGzipBytes: 238_700,
    bytesPerSample: 14.523,
    soak: null,
    costs: [],
    ...changes,
  };
}
