import type { ConnectionCounts } from './connection/connections.ts';
import type { SeriesStore } from './series/store.ts';

/**
 * What the engine has done so far and holds now. Running counts only, read when somebody asks: whoever knows what was sent and when
 * gets rates, losses and lags from two of them.
 */
export interface Figures {
  /** When they were read, epoch ms with its fraction. */
  readonly time: number;
  readonly frames: number;
  /** Readings in the store, those given up again since included. */
  readonly readings: number;
  /** Readings over a limit, and frames or parts of frames that could not be read. */
  readonly lost: number;
  readonly series: number;
  /** Raw samples held. */
  readonly samples: number;
  /** What they and their roll-ups take, as the store reckons it. */
  readonly bytes: number;
}

/** What these have taken and hold at this moment. */
export function figuresOf(counts: ConnectionCounts, store: SeriesStore): Figures {
  return {
    time: performance.timeOrigin + performance.now(),
    ...counts,
    series: store.count,
    // Summed over all series when read: who looks at running counts a hundred times a second does not pay for them.
    get samples() {
      return store.samples;
    },
    get bytes() {
      return store.bytes;
    },
  };
}
