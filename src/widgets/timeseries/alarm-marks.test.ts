import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alarm } from '../../model/alarm.fixture.ts';
import type { JournalEntry } from '../../model/alarm.ts';
import { createNavigator } from '../time/navigator.ts';
import { limitsOfRules, markAlarms } from './alarm-marks.ts';
import { type AxisSeries, areUnitsKnown, limitsOf, toAxes } from './axes.ts';
import type { Decoration } from './plot.ts';
import { CHART_THEME } from './theme.fixture.ts';

const engine = vi.hoisted(() => ({ marks: [] as readonly unknown[], thresholds: [] as readonly unknown[] }));
vi.mock('../../live/index.ts', () => ({
  alarmMarks: async () => engine.marks,
  alarmThresholds: async () => engine.thresholds,
  subscribeAlarms: (listener: (alarms: ReadonlyMap<string, unknown>, journal: number) => void) => {
    listener(new Map(), 0);
    return () => {};
  },
}));

const NOW = 1_750_000_000_000;
const BOX = { left: 10, top: 0, width: 100, height: 50 };
/** One pixel a second. */
const MAP = {
  timeAtLeft: NOW - 100_000,
  left: 10,
  pixelsPerMs: 0.001,
  valueAtBottom: 0,
  bottom: 50,
  pixelsPerValue: 1,
};

type Part = Pick<JournalEntry, 'at'> & Partial<JournalEntry>;

function mark(part: Part): JournalEntry {
  const { rule, title, kind, priority, connection, device, quantity, unit, limit, value } = alarm();
  const what = { rule, title, kind, priority, connection, device, quantity, unit, limit, value };
  return { ...what, id: 'a', alarm: 'a', event: 'raised', by: '', subject: '', until: null, ...part };
}

/** What a decoration paints: lines by where they stand, shapes by their corners and colours, and words. */
function painted(decoration: Decoration) {
  const seen: { lines: unknown[]; shapes: unknown[]; words: string[] } = { lines: [], shapes: [], words: [] };
  let corners: string[] = [];
  let dash: readonly number[] = [];
  const ctx = {
    strokeStyle: '',
    fillStyle: '',
    beginPath: () => {
      corners = [];
    },
    setLineDash: (next: readonly number[]) => {
      dash = next;
    },
    moveTo: (x: number, y: number) => corners.push(`${x},${y}`),
    lineTo: (x: number, y: number) => corners.push(`${x},${y}`),
    arc: (x: number, y: number, radius: number) => corners.push(`round ${x},${y},${radius}`),
    rect: (x: number, y: number, width: number, height: number) =>
      corners.push(`square ${x},${y},${width},${height}`),
    closePath: () => corners.push('closed'),
    fill: () => {},
    stroke: () => {
      if (corners.at(-1) === 'closed') seen.shapes.push([corners.join(' '), ctx.fillStyle, ctx.strokeStyle]);
      else seen.lines.push([corners.join(' '), ctx.strokeStyle, dash.length > 0 ? 'dashed' : 'solid']);
    },
    fillText: (text: string) => seen.words.push(text),
  };
  decoration(ctx as unknown as CanvasRenderingContext2D, BOX, MAP, CHART_THEME, 1);
  return seen;
}

/** A chart with marks, as far as they are concerned. */
async function marked(...marks: readonly JournalEntry[]) {
  engine.marks = marks;
  const decorations: (Decoration | null)[] = [];
  const region: { dataset: DOMStringMap } = { dataset: {} };
  const gone = new AbortController();
  markAlarms(
    { decorate: (next) => decorations.push(next) },
    { closest: () => region },
    [{ connection: 'bridge', device: 'thermometer/1', quantity: 'temperature' }],
    createNavigator({ spanMs: 100_000, until: NOW }),
    gone.signal,
  );
  await vi.runAllTimersAsync();
  gone.abort();
  const [decoration] = decorations;
  if (decoration === undefined) throw new Error('The chart was told nothing.');
  return { decoration, region };
}

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

describe('marks of alarms in a chart', () => {
  it('are a line where an alarm began and one where it ended, with the shape and colour of its priority', async () => {
    const { decoration, region } = await marked(
      mark({ at: NOW - 20_000, event: 'returned', priority: 'critical' }),
      mark({ at: NOW - 60_000, event: 'raised', priority: 'critical' }),
    );
    if (decoration === null) throw new Error('Nothing is to be painted.');
    expect(painted(decoration)).toEqual({
      lines: [
        ['90,9 90,50', 'red', 'dashed'],
        ['50,9 50,50', 'red', 'solid'],
      ],
      shapes: [
        ['90,1 94.5,10 85.5,10 closed', 'transparent', 'red'],
        ['50,1 54.5,10 45.5,10 closed', 'red', 'red'],
      ],
      words: [],
    });
    expect(region.dataset.alarmMarks).toBe('2');
  });

  it('are told apart by shape, and say the word of a state that is told in words', async () => {
    const { decoration } = await marked(
      mark({ at: NOW - 60_000, priority: 'high' }),
      mark({ at: NOW - 60_000, priority: 'medium' }),
      mark({ at: NOW - 60_000, priority: 'low', kind: 'state', limit: 'jammed between two rolls' }),
    );
    if (decoration === null) throw new Error('Nothing is to be painted.');
    const { shapes, words } = painted(decoration);
    expect(shapes).toEqual([
      ['50,1 54.5,5.5 50,10 45.5,5.5 closed', 'orange', 'orange'],
      ['round 50,5.5,4.5 closed', 'yellow', 'yellow'],
      ['square 45.5,1,9,9 closed', 'magenta', 'magenta'],
    ]);
    expect(words).toEqual(['jammed between t…']);
  });

  it('are counted once they are painted, those that are in the window', async () => {
    const { decoration, region } = await marked(
      mark({ at: NOW - 10_000 }),
      mark({ at: NOW - 101_000 }),
      mark({ at: NOW + 1_000 }),
    );
    if (decoration === null) throw new Error('Nothing is to be painted.');
    expect(region.dataset.alarmMarks).toBeUndefined();
    expect(painted(decoration).lines).toHaveLength(1);
    expect(region.dataset.alarmMarks).toBe('1');
  });

  it('are none where no alarm was', async () => {
    const { decoration, region } = await marked();
    expect(decoration).toBeNull();
    expect(region.dataset.alarmMarks).toBe('0');
  });
});

describe('limits of the rules', () => {
  const celsius = { quantity: 'temperature', unit: '°C', kind: 'number', decimals: 1 } as const;
  const count = { quantity: 'count', unit: '', kind: 'number', decimals: 0 } as const;
  const relay = { quantity: 'relay', unit: '', kind: 'state', decimals: 0 } as const;

  /** On which axes of a chart the limits are, of which each series has one, named as the series. */
  async function placed(...series: readonly AxisSeries[]): Promise<readonly (readonly string[])[]> {
    return placedLater(series, series);
  }

  /** The same, for the axes made once more has become known of the series than when the limits were asked for. */
  async function placedLater(
    series: readonly AxisSeries[],
    known: readonly AxisSeries[],
  ): Promise<readonly (readonly string[])[]> {
    const refs = series.map(({ quantity }, i) => ({ connection: 'c', device: `d${i}`, quantity }));
    engine.thresholds = refs.map((ref) => ({ series: ref, level: ref.quantity, at: 5, priority: 'high' }));
    const facts = series.map((one) => ({ ...one, staleAfterMs: 1000 }));
    const limits = await limitsOfRules(refs, facts);
    const axes = toAxes(known);
    return axes.map((axis) => limitsOf(axis, axes, limits, areUnitsKnown(known)).map(({ label }) => label));
  }

  it('are on the axis of their series, also of one without a unit', async () => {
    expect(await placed(celsius, count)).toEqual([['temperature 5'], ['count 5']]);
  });

  it('are on the axis that a series without a unit shares with one that measures the same', async () => {
    expect(await placed(count, celsius, { ...celsius, unit: '' })).toEqual([
      ['count 5'],
      ['temperature 5', 'temperature 5'],
    ]);
  });

  it('wait for a series that has not been heard, whose unit is not known', async () => {
    const damp = { quantity: 'humidity', unit: '%', kind: 'number', decimals: 0 } as const;
    const silent = { ...damp, unit: '', isUnheard: true } as const;
    expect(await placedLater([celsius, silent], [celsius, damp])).toEqual([['temperature 5'], []]);
    expect(await placedLater([celsius, count, silent], [celsius, count, damp])).toEqual([
      ['temperature 5'],
      ['count 5'],
      [],
    ]);
    // Another one that measures the same has told it.
    expect(await placed(damp, silent)).toEqual([['humidity 5', 'humidity 5']]);
  });

  it('are on no axis of numbers where their series is a state', async () => {
    expect(await placed(celsius, relay)).toEqual([['temperature 5'], []]);
  });
});
