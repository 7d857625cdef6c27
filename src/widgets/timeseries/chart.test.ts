import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChartColumns } from '../../model/view.ts';
import { createNavigator, type TimeNavigator } from '../time/navigator.ts';
import type { TimeRange } from '../time/range.ts';
import { type Chart, createChart } from './chart.ts';
import { BarePlot, canvas, engine, inkedColumns, openPage, WIDTH } from './page.fixture.ts';
import type { ChartCondition } from './readout.ts';

vi.mock('uplot', async () => ({ default: (await import('./page.fixture.ts')).BarePlot }));
vi.mock('./gestures.ts', () => ({ listenForGestures: () => () => {} }));
vi.mock('../../live/index.ts', async () => ({
  isStill: () => false,
  isSaving: () => false,
  openChart: (await import('./page.fixture.ts')).engine.open,
}));

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Not near to the end of a pixel of a day's window. */
const NOW = Math.floor(1_750_000_000_000 / DAY) * DAY + 50_000;
const FIVE: TimeRange = { spanMs: 5 * MINUTE, until: null };
/** So many that the raster paints them. */
const SAMPLES = 2000;
const FRAME_MS = 17;

interface Heard {
  /** Of the series' newest sample, epoch ms. */
  readonly last?: number;
  /** What came late, by place in the window. */
  readonly late?: readonly number[];
  /** When it was answered, epoch ms; now, if it is not said. */
  readonly at?: number;
}

/** Samples all over a part of time, as many for any. */
function columnOf(from: number, to: number, { last = NOW, late = [] }: Heard): ChartColumns {
  const step = (to - from) / (SAMPLES - 1);
  const times = Float64Array.from({ length: SAMPLES }, (_, i) => from + step * i);
  const values = times.map((time, i) => (late.includes(i) ? 38 : 20 + 15 * Math.sin(time / 7000)));
  const isMean = (_: number, i: number) => i % 4 === 0;
  const figures = {
    samples: SAMPLES,
    min: 1,
    max: 39,
    mean: 20,
    lastTime: last,
    heardTime: last,
    heardValue: 20,
    lastValue: 20,
  };
  return { times, values, meanTimes: times.filter(isMean), means: values.filter(isMean), ...figures };
}

let page: ReturnType<typeof openPage>;
let navigator: TimeNavigator;
let chart: Chart;
/** What the page around the chart was last told of it. */
let condition: ChartCondition | null = null;

/** Opens a page with a chart on screen, and has its question answered. */
function open(range: TimeRange, now: number, heard: Heard = {}): void {
  page = openPage(now);
  navigator = createNavigator(range);
  const onFailure = (reason: string) => {
    throw new Error(reason);
  };
  const onCondition = (next: ChartCondition) => {
    condition = next;
  };
  const events = { onFigures() {}, onCondition, onFailure, describe() {} };
  const ref = { connection: 'c', device: 'd', quantity: 'q' };
  chart = createChart(page.host as unknown as HTMLElement, [ref], navigator, events);
  page.layOut();
  page.scroll(true);
  chart.setSeries([{ quantity: 'q', unit: '', kind: 'number', decimals: 1, staleAfterMs: 1000 }]);
  answer(range, heard);
  vi.advanceTimersByTime(FRAME_MS);
}

/** The engine answers. @param isFirst whether it was just asked */
function answer({ spanMs, until }: TimeRange, heard: Heard = {}, isFirst = true): void {
  const to = until ?? heard.at ?? Date.now();
  const from = to - spanMs;
  engine.take({ kind: 'chart', id: 1, from, to, isFirst, series: [columnOf(from, to, heard)] });
}

/** What a page that was opened just now shows of the same. */
function openedNow(range: TimeRange, heard: Heard = {}): Uint8ClampedArray {
  const now = Date.now();
  chart.destroy();
  open(range, now - FRAME_MS, heard);
  return canvas.pixels;
}

/** Columns in which two pictures differ. */
function differentColumns(one: Uint8ClampedArray, other: Uint8ClampedArray): readonly number[] {
  const found = new Set<number>();
  for (const [at, part] of one.entries()) if (part !== other[at]) found.add(Math.floor(at / 4) % WIDTH);
  return [...found];
}

describe('a chart', () => {
  beforeEach(() => open(FIVE, NOW));
  afterEach(() => {
    chart.destroy();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it.each<[string, TimeRange, number]>([
    ['was moved to, of a series that is silent', { ...FIVE, until: NOW - 3.5 * MINUTE }, NOW],
    ['was moved to, of one that is live', { ...FIVE, until: NOW - 3.5 * MINUTE }, NOW + 50],
    ['was made longer, of a series that is silent', { spanMs: 60 * MINUTE, until: NOW }, NOW],
    ['was made a day long', { spanMs: DAY, until: null }, NOW + 50],
  ])('paints the whole of a window that %s, once the answer has come', (_, range, last) => {
    vi.advanceTimersByTime(2_000);
    navigator.show(range);
    // At once, of the answer there is.
    vi.advanceTimersByTime(FRAME_MS);
    expect(inkedColumns()).toBeLessThan(WIDTH / 2);
    answer(range, { last });
    vi.advanceTimersByTime(FRAME_MS);
    const shown = canvas.pixels;
    expect(inkedColumns()).toBe(WIDTH);
    expect(differentColumns(shown, openedNow(range, { last }))).toEqual([]);
  });

  it('has stopped, and says why, where it cannot be made as large as its place', () => {
    vi.spyOn(BarePlot.prototype, 'setSize').mockImplementationOnce(() => {
      throw new Error('no memory');
    });
    expect(() => page.layOut()).toThrow('no memory');
    expect(chart.canvas()).toBeNull();
  });

  it('says how many limits it draws, which are those that an axis can be found for', () => {
    const facts = { quantity: 'q', unit: '', decimals: 1, staleAfterMs: 1000 };
    chart.limit([
      { at: 8, label: 'Frost', unit: '°C' },
      { at: 30, label: 'Hot' },
    ]);
    expect(page.region.dataset.limits).toBe('2');
    chart.setSeries([{ ...facts, kind: 'number', isUnheard: true }]);
    expect(page.region.dataset.limits).toBe('1');
    chart.setSeries([{ ...facts, kind: 'state' }]);
    expect(page.region.dataset.limits).toBe('0');
    vi.advanceTimersByTime(FRAME_MS);
  });

  it.each<[string, TimeRange]>([
    ['a day up to now', { spanMs: DAY, until: null }],
    ['a part of time that is past', { spanMs: DAY, until: NOW - MINUTE }],
  ])('shows a sample that came late within half a second, on its own accord, in %s', (_, range) => {
    chart.destroy();
    open(range, NOW, { at: NOW });
    vi.advanceTimersByTime(2_000);
    // A page that was just painted as a whole.
    page.layOut();
    vi.advanceTimersByTime(FRAME_MS);
    const last = NOW + 2_000;
    answer(range, { last, at: NOW }, false);
    vi.advanceTimersByTime(100);
    const heard = { last, at: NOW, late: [900] };
    answer(range, heard, false);
    vi.advanceTimersByTime(500 + 2 * FRAME_MS);
    const shown = canvas.pixels;
    expect(differentColumns(shown, openedNow(range, heard))).toEqual([]);
  });

  it('rests once all has been painted that it was told', () => {
    navigator.show({ spanMs: DAY, until: NOW });
    answer({ spanMs: DAY, until: NOW });
    vi.advanceTimersByTime(2_000);
    answer({ spanMs: DAY, until: NOW }, { last: NOW + 1 }, false);
    vi.advanceTimersByTime(1_000);
    const { draws } = canvas;
    vi.advanceTimersByTime(10_000);
    expect(canvas.draws).toBe(draws);
  });

  it('tells of a reading only once it has painted it', () => {
    let told: string | undefined;
    canvas.onDraw = () => {
      told = page.region.dataset.last;
    };
    answer(FIVE, { last: NOW + 50 }, false);
    vi.advanceTimersByTime(FRAME_MS);
    expect(told).toBe(String(NOW));
    expect(page.region.dataset.last).toBe(String(NOW + 50));
  });

  it('goes on telling when it was heard last while all that comes is too old to be live', () => {
    for (let second = 1; second <= 60; second++) {
      vi.advanceTimersByTime(1_000);
      answer(FIVE, { last: NOW - 40_000 + second * 1_000 }, false);
    }
    vi.advanceTimersByTime(2_000);
    expect(condition).toEqual({ empty: false, stale: true, newest: NOW + 20_000 });
  });

  it('costs neither drawing nor answers while it is scrolled away, and asks anew when it comes back', () => {
    page.scroll(false);
    const { draws } = canvas;
    expect(engine.asked).toBeNull();
    vi.advanceTimersByTime(10_000);
    chart.hide(new Set());
    vi.advanceTimersByTime(1_000);
    expect(canvas.draws).toBe(draws);
    page.scroll(true);
    expect(engine.asked).toMatchObject({ window: { kind: 'live', spanMs: 5 * MINUTE } });
    vi.advanceTimersByTime(FRAME_MS);
    expect(canvas.draws).toBeGreaterThan(draws);
  });

  it('has its keys and gestures in a while, without having left the screen, where they could not be fetched at first', async () => {
    chart.destroy();
    vi.doMock('./gestures.ts', () => {
      throw new Error('It could not be fetched.');
    });
    open(FIVE, NOW);
    await vi.dynamicImportSettled();
    const listenForGestures = vi.fn(() => () => {});
    vi.doMock('./gestures.ts', () => ({ listenForGestures }));
    await vi.advanceTimersByTimeAsync(60_000);
    await vi.dynamicImportSettled();
    expect(listenForGestures).toHaveBeenCalledTimes(1);
  });

  it('goes by where it is in the end, where it hears late of being scrolled away and back', () => {
    page.scroll(true, false);
    expect(engine.asked).toBeNull();
    page.scroll(false, true);
    expect(engine.asked).not.toBeNull();
  });
});
