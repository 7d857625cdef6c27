import type { SeriesRef } from './identity.ts';

/** What part of time a view shows: the newest `spanMs`, or a fixed range (epoch ms). */
export type ViewWindow =
  | { readonly kind: 'live'; readonly spanMs: number }
  | { readonly kind: 'fixed'; readonly from: number; readonly to: number };

/** A chart's standing question to the engine. */
export interface ChartView {
  readonly kind: 'chart';
  readonly id: number;
  readonly series: readonly SeriesRef[];
  readonly window: ViewWindow;
  /** Width of the drawing area in device pixels; the answer has at most four points a pixel and series, gaps not counted. */
  readonly width: number;
}

/**
 * A standing question for the newest values only (numbers, tables, interlocks). Where the newest is from the future, what has arrived since is
 * answered instead; of a clock that is ahead the time of arrival, so that it tells an age.
 */
export interface LatestView {
  readonly kind: 'latest';
  readonly id: number;
  readonly series: readonly SeriesRef[];
}

export type View = ChartView | LatestView;

/** One series of a chart's answer. Arrays are transferred: the receiver owns them. */
export interface ChartColumns {
  /**
   * Epoch ms, ascending. One point before the window and one after it may be included so that the line enters and leaves at
   * the edges.
   */
  readonly times: Float64Array;
  /** Values; NaN marks a gap (link was down): the line breaks there. A state whose link broke last ends in one. */
  readonly values: Float64Array;
  /**
   * Where samples were gathered in pixel columns: the middle and the mean of each, NaN marks a gap as in `values`, which are
   * then the edge of the band between minima and maxima. Empty where every sample is drawn, and for states.
   */
  readonly meanTimes: Float64Array;
  readonly means: Float64Array;
  /**
   * Samples inside the window, before decimation. Where raw samples have given way to roll-ups this and the figures below
   * take in the roll-ups at the edges whole.
   */
  readonly samples: number;
  /** Statistics of the raw samples in the window; NaN when there is none. */
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Newest reading of the series (inside or before the window); NaN when there is none. */
  readonly lastTime: number;
  readonly lastValue: number;
  /** When the series was heard last, by our clock where that of the device is ahead, epoch ms; NaN when it never was. Ages are told by this one. */
  readonly heardTime: number;
  /** What it said then. */
  readonly heardValue: number;
}

export interface ChartAnswer {
  readonly kind: 'chart';
  readonly id: number;
  readonly from: number;
  readonly to: number;
  /** The first answer to this question: what was drawn of answers before it says nothing of what these columns look like. */
  readonly isFirst: boolean;
  /** In the order of the view's `series`. */
  readonly series: readonly ChartColumns[];
}

export interface LatestAnswer {
  readonly kind: 'latest';
  readonly id: number;
  /** In the order of the view's `series`: epoch ms and value; NaN where nothing is known. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export type ViewAnswer = ChartAnswer | LatestAnswer;

/** Samples as they came, of one series and window. */
export interface RawSamples {
  /** Epoch ms, ascending. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** Raw samples there are in the window; more than `times` has where only the newest were asked for. */
  readonly total: number;
  /**
   * Epoch ms since when raw samples are whole: older ones have given way to roll-ups. Minus infinity where none has, NaN where
   * there is no sample at all.
   */
  readonly keptFrom: number;
  readonly summaries: Summaries;
}

/** What is known of samples that have given way to roll-ups: one entry for several samples each, older than those that are kept. */
export interface Summaries {
  /** Of the first sample of each, epoch ms, ascending. */
  readonly times: Float64Array;
  readonly means: Float64Array;
  readonly mins: Float64Array;
  readonly maxs: Float64Array;
  /** Samples in all of the window's, also where only the newest entries were asked for. */
  readonly samples: number;
}
