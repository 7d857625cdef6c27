import type { ChartColumns, ChartView, LatestView, View, ViewAnswer } from '../model/view.ts';
import type { SeriesStore } from './series/store.ts';
import { chartColumns } from './series/window.ts';

/** Numbers are read by people: more often than this they only flicker. */
const LATEST_EVERY_MS = 250;

interface OpenView {
  readonly view: View;
  /** Sum of the series' versions at the last answer; -1 before the first. */
  seen: number;
  answeredAt: number;
}

/** The page's standing questions. */
export class Views {
  readonly #store: SeriesStore;
  readonly #now: () => number;
  readonly #open = new Map<number, OpenView>();

  constructor(store: SeriesStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Opens a view, or replaces the one of the same id. */
  open(view: View): void {
    this.#open.set(view.id, { view, seen: -1, answeredAt: 0 });
  }

  close(id: number): void {
    this.#open.delete(id);
  }

  /**
   * One answer for each view with something new since its last one. A live chart whose window has moved on by a pixel has something
   * new too: its oldest samples leave.
   * @returns the answers, and their buffers to be transferred
   */
  answers(): { answers: ViewAnswer[]; transfer: ArrayBuffer[] } {
    const now = this.#now();
    const answers: ViewAnswer[] = [];
    const transfer: ArrayBuffer[] = [];
    for (const open of this.#open.values()) {
      const version = this.#versionOf(open.view);
      const since = now - open.answeredAt;
      const isNew = version !== open.seen;
      const { view } = open;
      if (view.kind === 'latest') {
        if (!isNew || since < LATEST_EVERY_MS) continue;
        answers.push(this.#latest(view, transfer));
      } else {
        const moved = view.window.kind === 'live' && since >= view.window.spanMs / Math.max(1, view.width);
        if (!isNew && !(moved && version > 0)) continue;
        answers.push(this.#chart(view, now, transfer));
      }
      open.seen = version;
      open.answeredAt = now;
    }
    return { answers, transfer };
  }

  /** Changes whenever any of the view's series does, or one of them appears. */
  #versionOf(view: View): number {
    let version = 0;
    for (const ref of view.series) {
      const series = this.#store.find(ref);
      if (series) version += series.version + 1;
    }
    return version;
  }

  #chart(view: ChartView, now: number, transfer: ArrayBuffer[]): ViewAnswer {
    const { window } = view;
    const to = window.kind === 'live' ? now : window.to;
    const from = window.kind === 'live' ? now - window.spanMs : window.from;
    const series = view.series.map((ref): ChartColumns => {
      const columns = chartColumns(this.#store.find(ref), from, to, view.width);
      transfer.push(columns.times.buffer as ArrayBuffer, columns.values.buffer as ArrayBuffer);
      return columns;
    });
    return { kind: 'chart', id: view.id, from, to, series };
  }

  #latest(view: LatestView, transfer: ArrayBuffer[]): ViewAnswer {
    const times = new Float64Array(view.series.length);
    const values = new Float64Array(view.series.length);
    view.series.forEach((ref, index) => {
      const series = this.#store.find(ref);
      times[index] = series?.lastTime ?? Number.NaN;
      values[index] = series?.lastValue ?? Number.NaN;
    });
    transfer.push(times.buffer, values.buffer);
    return { kind: 'latest', id: view.id, times, values };
  }
}
