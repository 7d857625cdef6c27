import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNavigator, type TimeNavigator } from '../time/navigator.ts';
import { between } from '../time/range.ts';
import { listenForGestures } from './gestures.ts';

const LIVE = { spanMs: 300_000, until: null };
/** Longer than a press has to last to be a grab. */
const GRAB_MS = 400;
const WIDTH = 1000;

/** A chart's drawing, and the mouse over the page around it. */
class Drawing extends EventTarget {
  /** The pointer is heard also where it is elsewhere. */
  isCaptured = false;

  setPointerCapture(): void {
    this.isCaptured = true;
  }

  tell(type: string, facts: object = {}): void {
    const usual = {
      pointerId: 1,
      pointerType: 'mouse',
      button: 0,
      buttons: 1,
      clientX: 500,
      shiftKey: false,
    };
    this.dispatchEvent(Object.assign(new Event(type), { ...usual, ...facts }));
  }

  /** What happens outside of it is heard only while it keeps hold of the pointer. */
  tellFromOutside(type: string, facts: object = {}): void {
    if (this.isCaptured) this.tell(type, facts);
  }
}

describe('gestures on a chart', () => {
  let drawing: Drawing;
  let navigator: TimeNavigator;
  let leave: () => void;
  const range = () => navigator.store.getState().range;

  beforeEach(() => {
    vi.useFakeTimers({ now: 2_000_000 });
    vi.stubGlobal('Element', Drawing);
    drawing = new Drawing();
    navigator = createNavigator(LIVE);
    const surface = { area: () => ({ left: 0, width: WIDTH }), select() {} };
    leave = listenForGestures(drawing as unknown as HTMLElement, navigator, surface);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function hold(): void {
    drawing.tell('pointerdown');
    vi.advanceTimersByTime(GRAB_MS);
    drawing.tell('pointerup', { buttons: 0 });
  }

  it('hold a live window by a long press', () => {
    hold();
    expect(range()).toEqual({ spanMs: LIVE.spanMs, until: 2_000_000 });
  });

  it('undo zooming by a double click, also after a long press on what was zoomed to', () => {
    navigator.show(between(1_000_000, 1_010_000));
    hold();
    expect(range()).toMatchObject({ spanMs: 10_000, until: 1_010_000 });
    drawing.tell('dblclick');
    expect(range()).toEqual(LIVE);
  });

  it('do nothing more once they are listened for no longer', () => {
    drawing.tell('pointerdown');
    leave();
    vi.advanceTimersByTime(GRAB_MS);
    hold();
    expect(range()).toEqual(LIVE);
  });

  it('show again what they showed before a selection that was too narrow to be one', () => {
    const select = (clientX: number) => {
      drawing.tell('pointerdown');
      vi.advanceTimersByTime(100);
      drawing.tell('pointermove', { clientX });
      expect(range().until).not.toBeNull();
      drawing.tell('pointerup', { clientX, buttons: 0 });
    };
    select(506);
    expect(range()).toEqual(LIVE);
    // Far out, and back again.
    select(700);
    expect(range().exact).toBe(true);
    const past = range();
    select(494);
    expect(range()).toEqual(past);
  });

  it('show again what they showed before a drag that Escape ends', () => {
    drawing.tell('pointerdown');
    drawing.tell('pointermove', { clientX: 700 });
    drawing.tell('keydown', { key: 'Escape', ctrlKey: false, metaKey: false, altKey: false });
    drawing.tell('pointerup', { clientX: 700, buttons: 0 });
    expect(range()).toEqual(LIVE);
  });

  it('do not hold the window once a press that left the chart upwards or downwards is over', () => {
    drawing.tell('pointerdown');
    drawing.tell('pointermove');
    drawing.tellFromOutside('pointerup', { buttons: 0 });
    vi.advanceTimersByTime(GRAB_MS);
    expect(range()).toEqual(LIVE);
  });
});
