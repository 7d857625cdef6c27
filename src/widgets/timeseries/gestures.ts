import { deedOf } from '../../ui/keys.ts';
import type { TimeNavigator } from '../time/navigator.ts';
import { between, panned, paused, type TimeRange, zoomed } from '../time/range.ts';
import { CHART_KEYS, type ChartDeed } from './keys.ts';

/** What gestures need of the drawing under them; all in CSS pixels from the left of the page. */
export interface Surface {
  /** The drawing area; null while there is none. */
  area(): { readonly left: number; readonly width: number } | null;
  /** Shows what would be zoomed to; null: nothing. */
  select(range: { readonly left: number; readonly width: number } | null): void;
}

/** Movement that makes a press a drag. */
const DRAG_PX = 5;
/** A press this long is a grab, also without movement. */
const GRAB_MS = 350;
/** A selection narrower than this was no wish to zoom. */
const LEAST_SELECTION_PX = 8;
/** Share of the window that an arrow key moves by. */
const KEY_STEP = 0.1;
const CURSOR_STEP = 0.02;
const KEY_ZOOM = 0.5;
/** Zoom by one notch of a usual wheel (100 px). */
const WHEEL_ZOOM = 1.25;

interface Press {
  readonly mode: 'select' | 'pan';
  readonly startX: number;
  /** The window when the press began, standing still. */
  readonly range: TimeRange;
  /** What was shown when it became a drag; null: it is none yet. */
  before: TimeRange | null;
}

/**
 * Lets a person move through time on a chart: drag selects, shift-drag and a finger move, two fingers and the wheel zoom, holding
 * pauses, double-click resets, and keys do all of it. Returns the disposer.
 */
export function listenForGestures(host: HTMLElement, navigator: TimeNavigator, surface: Surface): () => void {
  const pointers = new Map<number, number>();
  let press: Press | null = null;
  let pinch: { readonly distance: number; readonly anchor: number; readonly range: TimeRange } | null = null;
  let holding: ReturnType<typeof setTimeout> | undefined;

  const now = () => Date.now();
  const range = () => navigator.store.getState().range;

  /** Time at a place of the drawing, for a window that stands still. */
  function timeAt(x: number, { spanMs, until }: TimeRange): number {
    const area = surface.area();
    const end = until ?? now();
    if (!area || area.width === 0) return end;
    return end - spanMs + ((x - area.left) / area.width) * spanMs;
  }

  function msPerPixel(spanMs: number): number {
    return spanMs / Math.max(1, surface.area()?.width ?? 1);
  }

  function endPress(): void {
    clearTimeout(holding);
    press = null;
    surface.select(null);
  }

  function startPinch(): void {
    const [one = 0, other = 0] = [...pointers.values()];
    const still = press?.range ?? paused(range(), now());
    endPress();
    pinch = {
      distance: Math.max(10, Math.abs(one - other)),
      anchor: timeAt((one + other) / 2, still),
      range: still,
    };
  }

  function onPointerDown(event: PointerEvent): void {
    const area = surface.area();
    if (!area || event.button !== 0) return;
    if (event.clientX < area.left || event.clientX > area.left + area.width) return;
    pointers.set(event.pointerId, event.clientX);
    if (pointers.size === 2) startPinch();
    if (pointers.size > 1) return;
    // The drawing itself keeps hold of the pointer, so that its cursor follows, and the end of the press is heard wherever that is.
    if (event.target instanceof Element) event.target.setPointerCapture(event.pointerId);
    const still = paused(range(), now());
    const mode = event.shiftKey || event.pointerType === 'touch' ? 'pan' : 'select';
    press = { mode, startX: event.clientX, range: still, before: null };
    holding = setTimeout(() => navigator.pause(still.until ?? now()), GRAB_MS);
  }

  function onPointerMove(event: PointerEvent): void {
    if (!pointers.has(event.pointerId)) return;
    // Let go where this element did not hear of it.
    if (event.buttons === 0) {
      onPointerCancel(event);
      return;
    }
    pointers.set(event.pointerId, event.clientX);
    if (pinch && pointers.size === 2) {
      const [one = 0, other = 0] = [...pointers.values()];
      const factor = pinch.distance / Math.max(10, Math.abs(one - other));
      navigator.show(zoomed(pinch.range, factor, pinch.anchor, now()));
      return;
    }
    if (!press) return;
    const dx = event.clientX - press.startX;
    if (!press.before) {
      if (Math.abs(dx) < DRAG_PX) return;
      press.before = range();
      clearTimeout(holding);
      navigator.show(press.range);
    }
    if (press.mode === 'pan')
      navigator.show(panned(press.range, -dx * msPerPixel(press.range.spanMs), now()));
    else surface.select(selectionOf(press.startX, event.clientX));
  }

  function selectionOf(one: number, other: number): { left: number; width: number } | null {
    const area = surface.area();
    if (!area) return null;
    const inside = (x: number) => Math.min(area.width, Math.max(0, x - area.left));
    const left = inside(Math.min(one, other));
    return { left, width: inside(Math.max(one, other)) - left };
  }

  function onPointerUp(event: PointerEvent): void {
    if (!pointers.delete(event.pointerId)) return;
    if (pinch && pointers.size < 2) pinch = null;
    if (!press) return;
    const { mode, before, startX, range: still } = press;
    endPress();
    if (!before || mode !== 'select') return;
    const selection = selectionOf(startX, event.clientX);
    const left = (surface.area()?.left ?? 0) + (selection?.left ?? 0);
    const isMeant = selection && selection.width >= LEAST_SELECTION_PX;
    navigator.show(isMeant ? between(timeAt(left, still), timeAt(left + selection.width, still)) : before);
  }

  /** The browser takes a finger over, for scrolling: what it had begun is undone only as far as it was not shown yet. */
  function onPointerCancel(event: PointerEvent): void {
    pointers.delete(event.pointerId);
    pinch = null;
    endPress();
  }

  function onWheel(event: WheelEvent): void {
    const isMeant =
      event.ctrlKey || event.metaKey || host.contains(document.activeElement) || !pageScrolls(host);
    if (!isMeant) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const delta = (isSideways ? event.deltaX || event.deltaY : event.deltaY) * lines;
    if (isSideways) navigator.show(panned(range(), delta * msPerPixel(range().spanMs), now()));
    else navigator.show(zoomed(range(), WHEEL_ZOOM ** (delta / 100), timeAt(event.clientX, range()), now()));
  }

  function perform(deed: ChartDeed, key: string): void {
    const shown = range();
    const end = shown.until ?? now();
    const middle = navigator.cursor.time ?? end - shown.spanMs / 2;
    const way = key === 'ArrowLeft' ? -1 : 1;
    switch (deed) {
      case 'pan':
        navigator.show(panned(shown, way * KEY_STEP * shown.spanMs, now()));
        break;
      case 'point':
        moveCursor(way * CURSOR_STEP, shown);
        break;
      case 'zoom':
        navigator.show(zoomed(shown, key === '-' ? 1 / KEY_ZOOM : KEY_ZOOM, middle, now()));
        break;
      case 'pause':
        if (shown.until === null) navigator.pause(now());
        else navigator.goLive();
        break;
      case 'live':
        navigator.goLive();
        break;
      case 'reset':
        if (press?.before) navigator.show(press.before);
        if (press) endPress();
        else navigator.reset();
    }
  }

  function moveCursor(share: number, { spanMs, until }: TimeRange): void {
    const end = until ?? now();
    const next = (navigator.cursor.time ?? end) + share * spanMs;
    navigator.cursor.point(host, Math.min(end, Math.max(end - spanMs, next)));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const deed = deedOf(CHART_KEYS, event);
    if (deed === null) return;
    event.preventDefault();
    perform(deed, event.key);
  }

  const gone = new AbortController();
  /** Not passive: the wheel over a chart must not move the page. */
  const on = <T extends keyof HTMLElementEventMap>(
    type: T,
    listener: (event: HTMLElementEventMap[T]) => void,
  ) => host.addEventListener(type, listener, { passive: false, signal: gone.signal });
  on('pointerdown', onPointerDown);
  on('pointermove', onPointerMove);
  on('pointerup', onPointerUp);
  on('pointercancel', onPointerCancel);
  on('wheel', onWheel);
  on('dblclick', navigator.reset);
  on('keydown', onKeyDown);
  on('blur', () => navigator.cursor.point(host, null));
  return () => {
    endPress();
    gone.abort();
  };
}

/** Whether a plain wheel over the chart has something to scroll: it must not be taken away from a long page. */
function pageScrolls(element: HTMLElement): boolean {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const scrolls = at === document.documentElement || /auto|scroll/.test(getComputedStyle(at).overflowY);
    if (scrolls && at.scrollHeight > at.clientHeight + 1) return true;
  }
  return false;
}
