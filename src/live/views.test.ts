import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageMessage } from '../model/door.ts';
import type { ChartAnswer } from '../model/view.ts';
import { chooseSaver } from './saver.ts';
import { attachViews, deliverAnswers, openChart, openLatest } from './views.ts';

const frames: FrameRequestCallback[] = [];
let sent: PageMessage[] = [];
let detach = () => {};
let wantsStillness = false;

beforeEach(() => {
  sent = [];
  wantsStillness = false;
  vi.stubGlobal('matchMedia', () => ({
    get matches() {
      return wantsStillness;
    },
  }));
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));
  detach = attachViews((message) => sent.push(message));
  frame();
});
afterEach(() => {
  // What was asked for comes, as from a display: else the next test waits for it.
  frame();
  detach();
  vi.unstubAllGlobals();
});

/** The display draws one frame. */
function frame(waitedMs = 0): void {
  for (const callback of frames.splice(0)) callback(performance.now() + waitedMs);
}

const request = { series: [], window: { kind: 'live', spanMs: 60_000 }, width: 100 } as const;
const answer = (id: number): ChartAnswer => ({
  kind: 'chart',
  id,
  from: 0,
  to: 1,
  isFirst: true,
  series: [],
});
const readies = () => sent.filter((message) => message.type === 'ready').length;
const opened = () => sent.flatMap((message) => (message.type === 'open' ? [message.view.id] : []));

describe('views', () => {
  it('give the engine credit for one answer a display frame, and no more before it came; late ones cost no further frame', () => {
    const handle = openChart(request, () => {});
    frame();
    frame();
    frame();
    expect(readies()).toBe(1);
    deliverAnswers([]);
    expect(readies()).toBe(2);
    deliverAnswers([]);
    expect(readies()).toBe(2);
    frame();
    expect(readies()).toBe(3);
    handle.close();
  });

  it('ask for fewer charts a frame while frames come late', () => {
    const handles = Array.from({ length: 8 }, () => openChart(request, () => {}));
    const charts = (waitedMs: number) => {
      frame(waitedMs);
      deliverAnswers([]);
      const last = sent.findLast((message) => message.type === 'ready');
      return last?.type === 'ready' ? last.charts : 0;
    };
    expect(charts(10)).toBeGreaterThanOrEqual(8);
    expect(charts(40)).toBe(6);
    expect(charts(40)).toBe(4);
    for (const handle of handles) handle.close();
  });

  it('give no credit while the display draws nothing, as in a hidden tab', () => {
    const handle = openChart(request, () => {});
    expect(readies()).toBe(0);
    handle.close();
  });

  it('give no credit when nothing is on screen', () => {
    openChart(request, () => {}).close();
    frame();
    expect(readies()).toBe(0);
  });

  it('hand an answer to the one who asked, and none after closing', () => {
    const first = vi.fn();
    const second = vi.fn();
    const one = openChart(request, first);
    const two = openChart(request, second);
    const [id = 0] = opened();
    deliverAnswers([answer(id)]);
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).not.toHaveBeenCalled();
    one.close();
    deliverAnswers([answer(id)]);
    expect(first).toHaveBeenCalledTimes(1);
    two.close();
  });

  it('hand the memory of an answer back once two more have come, so that what is drawn stays', () => {
    const handle = openChart(request, () => {});
    const [id = 0] = opened();
    const buffers = Array.from({ length: 4 }, () => new ArrayBuffer(8));
    const none = {
      samples: 0,
      min: 0,
      max: 0,
      mean: 0,
      lastTime: 0,
      heardTime: 0,
      heardValue: 0,
      lastValue: 0,
    };
    for (const buffer of buffers) {
      const times = new Float64Array(buffer);
      const column = { ...none, times, values: times, meanTimes: times, means: times };
      deliverAnswers([{ ...answer(id), series: [column] }]);
      frame();
    }
    const spent = sent.flatMap((message) => (message.type === 'ready' ? message.spent : []));
    expect(spent).toEqual(buffers.slice(0, 2));
    expect(spent[0]).toBe(buffers[0]);
    expect(spent[1]).toBe(buffers[1]);
    handle.close();
  });

  it('keep the failure of one from the others', () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
    const second = vi.fn();
    const one = openChart(request, () => {
      throw new Error('bug');
    });
    const two = openChart(request, second);
    deliverAnswers(opened().map(answer));
    expect(second).toHaveBeenCalledTimes(1);
    expect(complaint).toHaveBeenCalledTimes(1);
    one.close();
    two.close();
    complaint.mockRestore();
  });

  it('ask a new engine everything that is open', () => {
    const chart = openChart(request, () => {});
    const latest = openLatest([], () => {});
    detach();
    sent = [];
    detach = attachViews((message) => sent.push(message));
    expect(opened()).toHaveLength(2);
    chart.close();
    latest.close();
    expect(sent.filter((message) => message.type === 'close')).toHaveLength(2);
  });

  it('ask for half the points and four frames a second while data is saved, and for all again after', () => {
    vi.stubGlobal('navigator', {});
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const handle = openChart(request, () => {});
    frame();
    deliverAnswers([]);
    const widths = () =>
      sent.flatMap((one) => (one.type === 'open' && one.view.kind === 'chart' ? [one.view.width] : []));
    const before = readies();
    chooseSaver('on');
    expect(widths()).toEqual([100, 50]);
    frame();
    deliverAnswers([]);
    frame();
    deliverAnswers([]);
    const soon = readies();
    frame();
    expect(readies()).toBe(soon);
    vi.advanceTimersByTime(250);
    frame();
    expect(readies()).toBe(soon + 1);
    expect(soon).toBeLessThanOrEqual(before + 2);
    chooseSaver('off');
    expect(widths()).toEqual([100, 50, 100]);
    vi.advanceTimersByTime(250);
    handle.close();
    vi.useRealTimers();
  });

  it('ask four times a second of a person who wants little motion, and at once when that person looks elsewhere', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    wantsStillness = true;
    const handle = openChart(request, () => {});
    // What was asked for before comes with the first two.
    for (let turn = 0; turn < 2; turn += 1) {
      frame();
      deliverAnswers([]);
    }
    const before = readies();
    frame();
    expect(readies()).toBe(before);
    handle.update({ ...request, window: { kind: 'live', spanMs: 300_000 } });
    frame();
    expect(readies()).toBe(before + 1);
    deliverAnswers([]);
    frame();
    expect(readies()).toBe(before + 1);
    vi.advanceTimersByTime(250);
    frame();
    expect(readies()).toBe(before + 2);
    handle.close();
    vi.useRealTimers();
  });
});
