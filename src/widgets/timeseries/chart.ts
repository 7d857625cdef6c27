import { type ChartRequest, openChart, type ViewHandle } from '../../live/index.ts';
import type { SeriesRef } from '../../model/identity.ts';
import type { ChartColumns } from '../../model/view.ts';
import { onPaper, paperTime } from '../../ui/paper.ts';
import type { TimeNavigator } from '../time/navigator.ts';
import { type TimeRange, toViewWindow } from '../time/range.ts';
import { joinFrames, wakeFrames } from './frames.ts';
import { label, put } from './label.ts';
import type { Limit } from './limit-option.ts';
import { liveEdge } from './live-edge.ts';
import { watchPlace } from './place.ts';
import { createPlot, type Decoration, type Plot, type PlotSeries } from './plot.ts';
import { type ChartCondition, conditionOf, figuresOf, type LegendFigures } from './readout.ts';
import { onThemeChange, readTheme } from './theme.ts';

/** How the chart tells the page around it what it shows; none of these is called once a frame. */
export interface ChartEvents {
  /** For the legend, four times a second at most. `at` is the time under the cursor, null: the window's last values. */
  onFigures(figures: readonly LegendFigures[], at: number | null): void;
  /** Called when `empty` or `stale` has changed and, while it is stale, when `newest` has. */
  onCondition(condition: ChartCondition): void;
  /** Called with what is shown on the canvas, at most every ten seconds, for those who cannot see it. */
  describe(columns: readonly ChartColumns[], canvas: HTMLCanvasElement): void;
  /** Drawing failed; the chart has stopped. */
  onFailure(reason: string): void;
}

export interface Chart {
  /** What has become known of the series, in the order of the refs. */
  setSeries(series: readonly PlotSeries[]): void;
  /** Series that are not drawn, by index. */
  hide(hidden: ReadonlySet<number>): void;
  /** What is painted over the lines. */
  decorate(decoration: Decoration | null): void;
  /** Lines and bands that values are held against. */
  limit(limits: readonly Limit[]): void;
  /** What is drawn now, for a picture of it; null while nothing is. */
  canvas(): HTMLCanvasElement | null;
  destroy(): void;
}

const FIGURES_EVERY_MS = 250;
const CONDITION_EVERY_MS = 1000;
const DESCRIPTION_EVERY_MS = 10_000;
/** What could not be fetched may be there by then. */
const GESTURES_AGAIN_MS = 10_000;

/** When the turn that lasts so long began: all charts of a page have the same turns, and one display frame does for all. Epoch ms. */
function begun(now: number, everyMs: number): number {
  return now - (now % everyMs);
}
/**
 * A chart in `host` that follows a navigator: asks the engine while it is on screen in a visible tab, and draws at most once a
 * display frame, when an answer came or the window has moved by a device pixel. Puts `data-samples`, `data-last` and, of limits that
 * are drawn, `data-limits` on the nearest widget region around it.
 */
export function createChart(
  host: HTMLElement,
  refs: readonly SeriesRef[],
  navigator: TimeNavigator,
  events: ChartEvents,
): Chart {
  const region = host.closest<HTMLElement>('[data-widget]');
  let range: TimeRange = navigator.store.getState().range;
  let series: readonly PlotSeries[] = [];
  let hidden: ReadonlySet<number> = new Set();
  let decoration: Decoration | null = null;
  let limits: readonly Limit[] = [];
  let theme = readTheme(host);
  let plot: Plot | null = null;
  let view: ViewHandle<ChartRequest> | null = null;
  let columns: readonly ChartColumns[] = [];
  let attended = false;
  let size = { width: 0, height: 0 };
  let dirty = true;
  let drawnEnd = Number.NaN;
  /** What was painted in part is painted as a whole then; epoch ms. */
  let wholeAtMs = Number.POSITIVE_INFINITY;
  let cursorDue = false;
  let figuresDue = false;
  let figuresAtMs = 0;
  let conditionAtMs = 0;
  let describedAtMs = 0;
  let condition: ChartCondition | null = null;
  let framedAtMs = 0;
  /** When the engine was asked, and whether it has answered since. */
  let askedAtMs = 0;
  let isAnswered = false;
  let hasGestures = false;

  function request(): ChartRequest {
    const width = plot?.width() ?? Math.max(1, Math.round(size.width * devicePixelRatio));
    return { series: refs, window: toViewWindow(range), width };
  }

  function touch(): void {
    dirty = true;
    wakeFrames();
  }

  /** Opens or closes the engine's view as the chart comes and goes. */
  function attend(): void {
    const wanted = (attended || paperTime() !== null) && plot !== null;
    if (wanted && !view) {
      isAnswered = false;
      askedAtMs = Date.now();
      view = openChart(request(), (answer) => {
        columns = answer.series;
        if (answer.isFirst) plot?.forget();
        if (!isAnswered) conditionAtMs = 0;
        isAnswered = true;
        figuresDue = true;
        touch();
      });
      touch();
    } else if (!wanted && view) {
      view.close();
      view = null;
    }
  }

  /** Has the figures and the cursor looked at in the next frame. */
  function pointAnew(): void {
    cursorDue = true;
    figuresDue = true;
    figuresAtMs = 0;
    wakeFrames();
  }

  function drawLimits(): void {
    if (plot && region) put(region, 'limits', plot.limit(limits));
  }

  function rebuild(): void {
    // A plot that is gone is not told that the mouse has left it; the new one is told if it is still there.
    if (plot?.pointedTime() != null) navigator.cursor.point(host, null);
    plot?.destroy();
    plot = null;
    drawnEnd = Number.NaN;
    if (size.width > 0 && size.height > 0 && series.length > 0) {
      plot = createPlot(
        host,
        series,
        size,
        () => theme,
        () => navigator.cursor.point(host, plot?.pointedTime() ?? null),
      );
      plot.hide(hidden);
      plot.decorate(decoration);
      drawLimits();
      describedAtMs = 0;
    }
    attend();
    view?.update(request());
    touch();
  }

  function draw(end: number, now: number, shown: Plot): void {
    wholeAtMs = now + shown.draw(end - range.spanMs, end, columns, now);
    drawnEnd = end;
    if (dirty && region) label(region, columns);
    dirty = false;
  }

  function drawWindow(now: number, shown: Plot): number {
    if (now >= wholeAtMs) dirty = true;
    if (range.until !== null) {
      if (dirty) draw(range.until, now, shown);
      return wholeAtMs;
    }
    const end = liveEdge(now, range.spanMs / shown.width());
    if (end !== drawnEnd) cursorDue = true;
    if (dirty || end !== drawnEnd) draw(end, now, shown);
    return Math.min(end + 1, wholeAtMs);
  }

  /** A mouse at rest points at another time once the window has moved on; other charts' cursors move with theirs. */
  function moveCursor(shown: Plot): void {
    if (!cursorDue) return;
    cursorDue = false;
    const pointed = shown.pointedTime();
    if (pointed !== null) navigator.cursor.point(host, pointed);
    else shown.showCursor(navigator.cursor.time);
  }

  function tellFigures(now: number): number {
    if (!figuresDue) return Number.POSITIVE_INFINITY;
    if (now - figuresAtMs < FIGURES_EVERY_MS) return figuresAtMs + FIGURES_EVERY_MS;
    const at = navigator.cursor.time;
    const drawn = { from: drawnEnd - range.spanMs, to: drawnEnd, isLive: range.until === null };
    events.onFigures(figuresOf(columns, series, at, drawn, now), at);
    figuresAtMs = begun(now, FIGURES_EVERY_MS);
    figuresDue = false;
    return Number.POSITIVE_INFINITY;
  }

  function tellCondition(now: number, shown: Plot): number {
    if (now - conditionAtMs < CONDITION_EVERY_MS && condition && !condition.empty) {
      return conditionAtMs + CONDITION_EVERY_MS;
    }
    // What is known of before a tab was hidden does not tell whether it is stale now; an engine that says nothing does.
    if (!isAnswered && now - askedAtMs < CONDITION_EVERY_MS) return askedAtMs + CONDITION_EVERY_MS;
    conditionAtMs = begun(now, CONDITION_EVERY_MS);
    // Values grow old without any answer.
    figuresDue = true;
    if (columns.length > 0) {
      const next = conditionOf(
        columns,
        series.map((one) => one.staleAfterMs),
        now,
      );
      const { empty, stale, newest } = next;
      // What is heard too late to be live makes the last reading no less new.
      if (empty !== condition?.empty || stale !== condition.stale || (stale && newest !== condition.newest)) {
        events.onCondition(next);
      }
      condition = next;
    }
    if (now - describedAtMs >= DESCRIPTION_EVERY_MS && columns.length > 0) {
      describedAtMs = now;
      events.describe(columns, shown.canvas);
    }
    return conditionAtMs + CONDITION_EVERY_MS;
  }

  function frame(now: number): number {
    if (!plot || !view) return Number.POSITIVE_INFINITY;
    if (now < framedAtMs) {
      // The clock was set back: nothing waits until it has caught up.
      figuresAtMs = 0;
      conditionAtMs = 0;
      describedAtMs = 0;
      askedAtMs = 0;
      dirty = true;
    }
    framedAtMs = now;
    try {
      const moves = drawWindow(now, plot);
      moveCursor(plot);
      const conditionMoves = tellCondition(now, plot);
      return Math.min(moves, conditionMoves, tellFigures(now));
    } catch (error) {
      fail(error);
      return Number.POSITIVE_INFINITY;
    }
  }

  function fail(error: unknown): void {
    destroy();
    events.onFailure(error instanceof Error ? error.message : String(error));
  }

  function sized(next: typeof size): void {
    try {
      resize(next);
    } catch (error) {
      fail(error);
    }
  }

  function resize(next: typeof size): void {
    size = next;
    const { scale } = theme;
    theme = readTheme(host);
    if (theme.scale !== scale || !plot || size.width === 0 || size.height === 0) {
      rebuild();
      return;
    }
    plot.resize(size.width, size.height);
    drawnEnd = Number.NaN;
    view?.update(request());
    touch();
  }

  /** At once, and as large as it is by now: before a page is printed there is no display frame any more. */
  function redraw(): void {
    sized({ width: host.clientWidth, height: host.clientHeight });
    frame(Date.now());
  }

  const leaves = [
    watchPlace(host, {
      onAttended(next) {
        attended = next;
        if (next) fetchGestures();
        attend();
      },
      onSize: sized,
    }),
    onPaper(() => {
      attend();
      redraw();
      // What React lays out otherwise on paper comes right after this.
      queueMicrotask(() => plot && redraw());
    }),
    onThemeChange(() => {
      theme = readTheme(host);
      touch();
    }),
    joinFrames(frame),
    navigator.cursor.subscribe(pointAnew),
    navigator.store.subscribe((next) => {
      if (next.range === range) return;
      range = next.range;
      drawnEnd = Number.NaN;
      describedAtMs = 0;
      view?.update(request());
      pointAnew();
      touch();
    }),
  ];

  /** Nothing that is drawn waits for it. Where it does not come, it is asked for again. */
  function fetchGestures(): void {
    if (hasGestures || leaves.length === 0) return;
    hasGestures = true;
    import('./gestures.ts').then(
      ({ listenForGestures }) => {
        if (leaves.length === 0) return;
        leaves.push(
          listenForGestures(host, navigator, {
            area: () => plot?.area() ?? null,
            select: (part) => plot?.select(part),
          }),
        );
      },
      () => {
        hasGestures = false;
        setTimeout(fetchGestures, GESTURES_AGAIN_MS);
      },
    );
  }

  function destroy(): void {
    for (const leave of leaves.splice(0)) leave();
    navigator.cursor.point(host, null);
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
    hide(next) {
      hidden = next;
      plot?.hide(next);
      touch();
    },
    decorate(next) {
      decoration = next;
      plot?.decorate(next);
      touch();
    },
    limit(next) {
      limits = next;
      drawLimits();
      touch();
    },
    canvas: () => plot?.canvas ?? null,
    destroy,
  };
}
