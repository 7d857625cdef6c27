import type { SeriesRef } from '../model/identity.ts';
import type { ChartView, LatestView, View, ViewAnswer } from '../model/view.ts';
import { Line } from './series/line.ts';
import type { Series, SeriesStore } from './series/store.ts';
import { drawLines } from './series/window.ts';
import { SpentBuffers } from './spent-buffers.ts';

/** Numbers are read by people: more often than this they only flicker. All of a page change together, in one display frame. */
const LATEST_EVERY_MS = 250;

/**
 * A window that has ended is answered anew at most this often. Readings behind it change nothing in it but when its series were heard last:
 * the page tells by that whether they are stale, and others by `data-last` whether readings go on.
 */
const PAST_EVERY_MS = 1000;

/** One series of a view. */
interface Watched {
  readonly ref: SeriesRef;
  /** Undefined until something has been heard of it. */
  series: Series | undefined;
  line: Line;
}

interface OpenView {
  view: View;
  watched: readonly Watched[];
  /** Versions of the series at the last answer, summed; -1 when none has been given. */
  seen: number;
  answeredAt: number;
  /** The last answer had samples in its window, so that the window's moving on changes something. */
  hadSamples: boolean;
}

/** The page's standing questions. */
export class Views {
  readonly #store: SeriesStore;
  readonly #now: () => number;
  readonly #open = new Map<number, OpenView>();
  readonly #spent = new SpentBuffers();

  /** @param now epoch ms */
  constructor(store: SeriesStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Opens a view, or replaces the one of the same id. It is answered in any case. */
  open(view: View): void {
    const before = this.#open.get(view.id);
    this.#open.set(view.id, {
      view,
      watched: view.series.map((ref, index) => this.#watch(ref, before?.watched[index])),
      seen: -1,
      answeredAt: Number.NEGATIVE_INFINITY,
      hadSamples: false,
    });
  }

  close(id: number): void {
    this.#open.delete(id);
    if (this.#open.size === 0) this.#spent.clear();
  }

  /** The page has no more use for the memory of these answers. */
  takeBack(buffers: readonly ArrayBuffer[]): void {
    this.#spent.give(buffers);
  }

  /**
   * One answer for each view with something new since its last one. A live chart whose window has moved on by a pixel has something
   * new too: its oldest samples leave.
   * @param most charts answered at most, those first that have waited longest; what has never been answered comes on top
   * @param turns so many answers it takes until every chart has had its turn
   * @returns the answers, and their buffers to be transferred
   */
  answers(most = Number.POSITIVE_INFINITY, turns = 1): { answers: ViewAnswer[]; transfer: ArrayBuffer[] } {
    const now = this.#now();
    this.#store.ageTo(now);
    const answers: ViewAnswer[] = [];
    const transfer: ArrayBuffer[] = [];
    for (const [open, version] of this.#due(now, most, turns)) {
      const { view } = open;
      answers.push(
        view.kind === 'chart'
          ? drawChart(view, open, now, this.#spent, transfer)
          : readLatest(view, open, transfer),
      );
      open.seen = version;
      open.answeredAt = now;
    }
    return { answers, transfer };
  }

  /** The views to be answered now, and their series' versions. */
  #due(now: number, most: number, turns: number): [OpenView, number][] {
    const atOnce: [OpenView, number][] = [];
    const byTurns: [OpenView, number][] = [];
    for (const open of this.#open.values()) {
      const version = this.#versionOf(open);
      if (!isDue(open, version, now)) continue;
      const isByTurns = open.view.kind === 'chart' && open.seen !== -1;
      (isByTurns ? byTurns : atOnce).push([open, version]);
    }
    const taken = Math.max(1, Math.floor(Math.min(most, Math.ceil(byTurns.length / turns))));
    if (byTurns.length > taken) {
      byTurns.sort(([one], [other]) => one.answeredAt - other.answeredAt);
      byTurns.length = taken;
    }
    return [...atOnce, ...byTurns];
  }

  /** Keeps what a line has read when the same view looks at the same series again. */
  #watch(ref: SeriesRef, before: Watched | undefined): Watched {
    const isSame =
      before?.ref.connection === ref.connection &&
      before.ref.device === ref.device &&
      before.ref.quantity === ref.quantity;
    return before && isSame ? before : { ref, series: this.#store.find(ref), line: new Line() };
  }

  /** Changes whenever any of the view's series does, or one of them appears. */
  #versionOf(open: OpenView): number {
    let version = 0;
    for (const one of open.watched) {
      if (one.series?.isGone) {
        one.series = undefined;
        one.line = new Line();
        open.seen = -1;
      }
      one.series ??= this.#store.find(one.ref);
      if (one.series) version += one.series.version + 1;
    }
    return version;
  }
}

function isDue({ view, seen, answeredAt, hadSamples }: OpenView, version: number, now: number): boolean {
  // Where the clock was set back nobody must wait until it has caught up.
  if (seen === -1 || now < answeredAt) return true;
  const isNew = version !== seen;
  if (view.kind === 'latest') {
    return isNew && Math.floor(now / LATEST_EVERY_MS) > Math.floor(answeredAt / LATEST_EVERY_MS);
  }
  const { window } = view;
  // The past changes by late samples only, which can wait a moment.
  if (isNew) return window.kind === 'live' || now < window.to || now - answeredAt >= PAST_EVERY_MS;
  return window.kind === 'live' && hadSamples && now - answeredAt >= window.spanMs / Math.max(1, view.width);
}

function drawChart(
  view: ChartView,
  open: OpenView,
  now: number,
  spent: SpentBuffers,
  transfer: ArrayBuffer[],
): ViewAnswer {
  const { window } = view;
  const to = window.kind === 'live' ? now : window.to;
  const from = window.kind === 'live' ? now - window.spanMs : window.from;
  const series = drawLines(open.watched, from, to, view.width, (bytes) => spent.take(bytes));
  open.hadSamples = series.some((columns) => columns.samples > 0);
  const buffer = series[0]?.times.buffer;
  if (buffer instanceof ArrayBuffer) transfer.push(buffer);
  return { kind: 'chart', id: view.id, from, to, isFirst: open.seen === -1, series };
}

function readLatest(view: LatestView, open: OpenView, transfer: ArrayBuffer[]): ViewAnswer {
  const times = new Float64Array(open.watched.length);
  const values = new Float64Array(open.watched.length);
  open.watched.forEach(({ series }, index) => {
    times[index] = series?.heardTime ?? Number.NaN;
    values[index] = series?.heardValue ?? Number.NaN;
  });
  transfer.push(times.buffer, values.buffer);
  return { kind: 'latest', id: view.id, times, values };
}
