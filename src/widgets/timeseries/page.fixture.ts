import { vi } from 'vitest';
import type { ChartRequest } from '../../live/index.ts';
import type { ChartAnswer } from '../../model/view.ts';
import { stubImageData } from './image-data.fixture.ts';

export const WIDTH = 450;
const HEIGHT = 40;
const BOX = { left: 0, top: 0, width: WIDTH, height: HEIGHT };
const FRAME_MS = 16;

/** What a chart's canvas shows of its lines, and how often it was painted on. */
export const canvas = { pixels: new Uint8ClampedArray(WIDTH * HEIGHT * 4), draws: 0, onDraw: () => {} };

function blank(): void {
  canvas.pixels = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  canvas.draws = 0;
  canvas.onDraw = () => {};
}

function putImageData(
  { data }: ImageData,
  _left: number,
  _top: number,
  column: number,
  _row: number,
  width: number,
): void {
  canvas.onDraw();
  canvas.draws += 1;
  for (let y = 0; y < HEIGHT; y++) {
    const begin = (y * WIDTH + column) * 4;
    canvas.pixels.set(data.subarray(begin, begin + width * 4), begin);
  }
}

/** All that is drawn besides pictures of lines goes nowhere. */
const context = new Proxy(
  { putImageData, canvas: { setAttribute() {} } },
  {
    get: (target, name) => Reflect.get(target, name) ?? (() => ({ width: 0 })),
    set: () => true,
  },
);

type Scale = { min?: number; max?: number };
type Range = () => [number, number];

interface Options {
  readonly scales: Readonly<Record<string, { readonly range?: Range }>>;
  readonly hooks: {
    readonly drawClear: readonly ((plot: BarePlot) => void)[];
    readonly draw: readonly ((plot: BarePlot) => void)[];
  };
}

/** As much of uPlot as a chart is drawn with, without axes: a time scale that is set has everything ranged and drawn. */
export class BarePlot {
  static pxRatio = 1;
  readonly bbox = BOX;
  readonly ctx = context;
  readonly cursor = {};
  readonly scales: Record<string, Scale> = { x: {} };
  readonly over = { addEventListener() {}, append() {}, getBoundingClientRect: () => BOX };
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  batch(work: () => void): void {
    work();
  }

  setScale(_key: string, scale: Scale): void {
    this.scales.x = scale;
    for (const [key, { range }] of Object.entries(this.#options.scales)) {
      if (!range) continue;
      const [min, max] = range();
      this.scales[key] = { min, max };
    }
    canvas.pixels.fill(0);
    for (const hook of [...this.#options.hooks.drawClear, ...this.#options.hooks.draw]) hook(this);
  }

  setSize(): void {}
  setCursor(): void {}
  destroy(): void {}
}

/** The engine's side of a chart's question. */
export const engine = {
  /** What it is asked; null: nothing. */
  asked: null as ChartRequest | null,
  take: (_answer: ChartAnswer): void => {},
  open(request: ChartRequest, take: (answer: ChartAnswer) => void) {
    engine.asked = request;
    engine.take = take;
    return {
      update(next: ChartRequest) {
        engine.asked = next;
      },
      close() {
        engine.asked = null;
      },
    };
  },
};

/** A browser's page with room for one chart, in a tab that is seen. Its clock and display frames are those of the test. */
export function openPage(now: number) {
  vi.useFakeTimers({ now, toFake: ['performance', 'Date', 'setTimeout', 'clearTimeout'] });
  stubImageData();
  blank();
  let intersects: (entries: readonly { isIntersecting: boolean }[]) => void = () => {};
  let resizes: (entries: readonly { contentRect: typeof BOX }[]) => void = () => {};
  const watcher = { observe() {}, disconnect() {} };
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: typeof intersects) {
        intersects = callback;
        Object.assign(this, watcher);
      }
    },
  );
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: typeof resizes) {
        resizes = callback;
        Object.assign(this, watcher);
      }
    },
  );
  vi.stubGlobal(
    'MutationObserver',
    class {
      constructor() {
        Object.assign(this, watcher);
      }
    },
  );
  vi.stubGlobal('document', {
    hidden: false,
    documentElement: {},
    addEventListener() {},
    removeEventListener() {},
    createElement: () => ({ dataset: {}, style: {} }),
  });
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('removeEventListener', () => {});
  vi.stubGlobal('matchMedia', () => ({ addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal('devicePixelRatio', 1);
  vi.stubGlobal('getComputedStyle', () => ({ getPropertyValue: () => '', color: '#2f6fb5', fontFamily: '' }));
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => Number(setTimeout(draw, FRAME_MS)));
  const region: { readonly dataset: Record<string, string> } = { dataset: {} };
  return {
    region,
    host: { closest: () => region, clientWidth: WIDTH, clientHeight: HEIGHT },
    /** The page is scrolled, with a chart on screen or not; several times before it hears of it. */
    scroll: (...seen: readonly boolean[]) => intersects(seen.map((isIntersecting) => ({ isIntersecting }))),
    layOut: () => resizes([{ contentRect: BOX }]),
  };
}

/** Columns of the canvas with ink in them. */
export function inkedColumns(): number {
  const inked = new Set<number>();
  for (let at = 3; at < canvas.pixels.length; at += 4) {
    if (canvas.pixels[at]) inked.add(((at - 3) / 4) % WIDTH);
  }
  return inked.size;
}
