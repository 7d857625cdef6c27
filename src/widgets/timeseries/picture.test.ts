import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setLocale } from '../../ui/locale.ts';
import { pictureOf } from './picture.ts';

const WIDTH = 324;
const RATIO = 2;
const STYLE: Readonly<Record<string, string>> = { '--sb-tile': '#101418', '--sb-ink': '#f0f0f0' };

interface Text {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly most: number;
}

const texts: Text[] = [];
const dashes: number[][] = [];
const grounds: string[] = [];

/** A canvas that notes what is drawn on it. */
function notingCanvas() {
  let dash: number[] = [];
  const ctx = {
    fillStyle: '',
    fillRect: () => grounds.push(ctx.fillStyle),
    drawImage() {},
    scale() {},
    fillText: (text: string, x: number, y: number, most = Number.POSITIVE_INFINITY) =>
      texts.push({ text, x, y, most }),
    measureText: (text: string) => ({ width: text.length * 7 }),
    setLineDash(next: number[]) {
      dash = next;
    },
    beginPath() {},
    moveTo() {},
    lineTo() {},
    stroke: () => dashes.push(dash),
  };
  return {
    width: 0,
    height: 0,
    getContext: () => ctx,
    toBlob: (take: (blob: Blob) => void) => take(new Blob()),
  };
}

beforeEach(() => {
  for (const list of [texts, dashes, grounds]) list.length = 0;
  vi.stubGlobal('devicePixelRatio', RATIO);
  vi.stubGlobal('document', { createElement: notingCanvas });
  vi.stubGlobal('getComputedStyle', () => ({
    getPropertyValue: (name: string) => STYLE[name] ?? '',
    color: '#888888',
    fontFamily: 'Inter',
  }));
});
afterEach(() => vi.unstubAllGlobals());

describe('the picture of a chart', () => {
  const chart = { width: (WIDTH - 24) * RATIO, height: 200 } as HTMLCanvasElement;
  const legend = [0, 8].map((index) => ({ label: `Series ${index}`, value: '21.4 °C', index }));
  const range = { spanMs: 300_000, until: Date.UTC(2026, 2, 1, 0, 1) };

  beforeEach(() => {
    setLocale({ language: 'en-GB', timeZone: 'UTC' });
    vi.useFakeTimers({ now: Date.UTC(2026, 2, 1, 12), toFake: ['Date'] });
  });
  afterEach(() => {
    setLocale({});
    vi.useRealTimers();
  });

  it('has its title, its window and each series on a line of its own, none of them wider than the picture', async () => {
    await pictureOf(chart, 'The temperature of the workshop', range, legend);
    expect(texts.map(({ text }) => text)).toContain('28 Feb 2026 23:56:00 – 1 Mar 00:01:00');
    expect(new Set(texts.map(({ y }) => y)).size).toBe(4);
    for (const { x, most } of texts) expect(x + most).toBeLessThanOrEqual(WIDTH - 12);
  });

  it('tells the ninth series from the first as the chart does, by its dashes', async () => {
    await pictureOf(chart, 'Two', range, legend);
    expect(dashes.map(({ length }) => length > 0)).toEqual([false, true]);
  });

  it('names its day and year, also of a live window: it is looked at on other days', async () => {
    await pictureOf(chart, 'Two', { spanMs: 300_000, until: null }, legend);
    expect(texts.map(({ text }) => text)).toContain('1 Mar 2026 11:55:00 – 12:00:00');
  });

  it('lies on the ground of the page, also where that is dark', async () => {
    await pictureOf(chart, 'Two', range, legend);
    expect(grounds[0]).toBe('#101418');
  });
});
