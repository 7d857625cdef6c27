import { type ChartRequest, openChart, type ViewHandle } from '../../live/index.ts';
import type { SeriesRef } from '../../model/identity.ts';
import type { ChartColumns, ViewWindow } from '../../model/view.ts';
import { joinFrames, wakeFrames } from './frames.ts';
import { createPlot, type Plot, type PlotSeries } from './plot.ts';
import { type ChartCondition, conditionOf, newestReadout, type Readout, readoutAt } from './readout.ts';
import { windowEnd } from './scales.ts';
import { onThemeChange, readTheme } from './theme.ts';

/** How the chart tells the page around it what it shows; none of these is called once a frame. */
export interface ChartEvents {
  /** For the legend, four times a second at most. `at` is the time under the cursor, null: newest values. */
  onReadout(readouts: readonly Readout[], at: number | null): void;
  /** Called when `empty` or `stale` has changed. */
  onCondition(condition: ChartCondition): void;
  /** A sentence about what is shown, for those who cannot see it; at most every ten seconds. */
  describe(columns: readonly ChartColumns[]): string;
  /** Drawing failed; the chart has stopped. */
  onFailure(reason: string): void;
}

export interface Chart {
  /** What has become known of the series, in the order of the refs. */
  setSeries(series: readonly PlotSeries[]): void;
  setWindow(window: ViewWindow): void;
  destroy(): void;
}

const READOUT_EVERY_MS = 250;
const CONDITION_EVERY_MS = 1000;
const DESCRIPTION_EVERY_MS = 10_000;
/** A step of the live edge for people who want no motion. */
const STILL_STEP_MS = 1000;
/** Writes a data attribute if it has changed: writing costs the page a look at its styles. */
function put(region: HTMLElement, name: string, value: number): void {
  const text = String(value);
  if (region.dataset[name] !== text) region.dataset[name] = text;
}

/**
 * A live chart in `host`: asks the engine while it is on screen in a visible tab, and draws at most once a
 * display frame, when an answer came or the window has moved by a device pixel. Puts `data-samples` and
 * `data-last` on the nearest widget region around it.
 */
export function createChart(
  host: HTMLElement,
  refs: readonly SeriesRef[],
  initialWindow: ViewWindow,
  events: ChartEvents,
): Chart {
  const region = host.closest<HTMLElement>('[data-widget]');
  const stillness = matchMedia('(prefers-reduced-motion: reduce)');
  let window = initialWindow;
  let series: readonly PlotSeries[] = [];
  let theme = readTheme(host);
  let plot: Plot | null = null;
  let view: ViewHandle<ChartRequest> | null = null;
  let columns: readonly ChartColumns[] = [];
  let onScreen = false;
  let size = { width: 0, height: 0 };
  let dirty = true;
  let drawnEnd = Number.NaN;
  let readoutDue = false;
  let readoutAtMs = 0;
  let conditionAtMs = 0;
  let describedAtMs = 0;
  let condition: ChartCondition | null = null;

  function request(): ChartRequest {
    const width = plot?.width() ?? Math.max(1, Math.round(size.width * devicePixelRatio));
    return { series: refs, window, width };
  }

  function touch(): void {
    dirty = true;
    wakeFrames();
  }

  /** Opens or closes the engine's view as the chart comes and goes. */
  function attend(): void {
    const wanted = onScreen && !document.hidden && plot !== null;
    if (wanted && !view) {
      view = openChart(request(), (answer) => {
        columns = answer.series;
        readoutDue = true;
        touch();
      });
      touch();
    } else if (!wanted && view) {
      view.close();
      view = null;
    }
  }

  function rebuild(): void {
    plot?.destroy();
    plot = null;
    if (size.width > 0 && size.height > 0 && series.length > 0) {
      plot = createPlot(
        host,
        series,
        size,
        () => theme,
        () => {
          readoutDue = true;
          readoutAtMs = 0;
          wakeFrames();
        },
      );
      plot.canvas.setAttribute('role', 'img');
      describedAtMs = 0;
    }
    attend();
    view?.update(request());
    touch();
  }

  function drawWindow(now: number, shown: Plot): number {
    if (window.kind === 'fixed') {
      if (dirty) shown.draw(window.from, window.to, columns, now);
      return Number.POSITIVE_INFINITY;
    }
    const pixel = window.spanMs / shown.width();
    // Whole milliseconds: the axis would label 12:00 minus a fraction as 11:59.
    const end = Math.ceil(windowEnd(now, stillness.matches ? Math.max(pixel, STILL_STEP_MS) : pixel));
    if (dirty || end !== drawnEnd) shown.draw(end - window.spanMs, end, columns, now);
    drawnEnd = end;
    return end + 1;
  }

  function tellReadout(now: number, shown: Plot): number {
    if (!readoutDue) return Number.POSITIVE_INFINITY;
    if (now - readoutAtMs < READOUT_EVERY_MS) return readoutAtMs + READOUT_EVERY_MS;
    const at = shown.cursorTime();
    events.onReadout(
      columns.map((column) => (at === null ? newestReadout(column) : readoutAt(column, at))),
      at,
    );
    readoutAtMs = now;
    readoutDue = at !== null;
    return Number.POSITIVE_INFINITY;
  }

  function tellCondition(now: number, shown: Plot): number {
    if (now - conditionAtMs < CONDITION_EVERY_MS && condition && !condition.empty) {
      return conditionAtMs + CONDITION_EVERY_MS;
    }
    conditionAtMs = now;
    if (columns.length > 0) {
      const next = conditionOf(
        columns,
        series.map((one) => one.staleAfterMs),
        now,
      );
      if (next.empty !== condition?.empty || next.stale !== condition.stale) events.onCondition(next);
      condition = next;
    }
    if (now - describedAtMs >= DESCRIPTION_EVERY_MS && columns.length > 0) {
      describedAtMs = now;
      shown.canvas.setAttribute('aria-label', events.describe(columns));
    }
    return now + CONDITION_EVERY_MS;
  }

  function label(): void {
    if (!region) return;
    let samples = 0;
    let last = Number.NaN;
    for (const column of columns) {
      samples += column.samples;
      if (!(column.lastTime <= last) && !Number.isNaN(column.lastTime)) last = column.lastTime;
    }
    put(region, 'samples', samples);
    if (!Number.isNaN(last)) put(region, 'last', last);
  }

  function frame(now: number): number {
    if (!plot || !view) return Number.POSITIVE_INFINITY;
    try {
      if (dirty) label();
      const moves = drawWindow(now, plot);
      dirty = false;
      return Math.min(moves, tellReadout(now, plot), tellCondition(now, plot));
    } catch (error) {
      destroy();
      events.onFailure(error instanceof Error ? error.message : String(error));
      return Number.POSITIVE_INFINITY;
    }
  }

  const resizing = new ResizeObserver(([entry]) => {
    if (!entry) return;
    const { width, height } = entry.contentRect;
    size = { width: Math.floor(width), height: Math.floor(height) };
    if (!plot || size.width === 0 || size.height === 0) return rebuild();
    plot.resize(size.width, size.height);
    view?.update(request());
    touch();
  });
  const watching = new IntersectionObserver(
    ([entry]) => {
      onScreen = entry?.isIntersecting ?? false;
      attend();
    },
    { rootMargin: '64px' },
  );
  const leaveTheme = onThemeChange(() => {
    theme = readTheme(host);
    touch();
  });
  const leaveFrames = joinFrames(frame);
  document.addEventListener('visibilitychange', attend);
  resizing.observe(host);
  watching.observe(host);

  function destroy(): void {
    resizing.disconnect();
    watching.disconnect();
    leaveTheme();
    leaveFrames();
    document.removeEventListener('visibilitychange', attend);
    view?.close();
    view = null;
    plot?.destroy();
    plot = null;
  }

  return {
    setSeries(next) {
      series = next;
      rebuild();
    },
    setWindow(next) {
      window = next;
      drawnEnd = Number.NaN;
      describedAtMs = 0;
      view?.update(request());
      touch();
    },
    destroy,
  };
}
