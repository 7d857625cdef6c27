import {
  collides,
  getLayoutItem,
  type Layout,
  type LayoutItem,
  moveElement,
  verticalCompactor,
} from 'react-grid-layout/core';
import { placementOf } from '../placement.ts';
import { COLUMNS, type DashboardDocument, LAST_ROW, type NarrowPlace, type WidePlace } from '../schema.ts';

/** Which of a dashboard's two layouts is meant. */
export type Breakpoint = 'wide' | 'narrow';

/** Rows that a tile can be high: the document's own bound. */
export const MOST_HEIGHT = 100;

/** Columns of a layout. */
export function columnsOf(breakpoint: Breakpoint): number {
  return breakpoint === 'wide' ? COLUMNS : 1;
}

/** Where the tiles of a dashboard stand in one of its layouts, as the grid has it: no gap above any tile. */
export function gridLayout(document: DashboardDocument, breakpoint: Breakpoint): Layout {
  const placement = placementOf(document);
  if (breakpoint === 'wide') {
    return compact(
      placement.wide.map(({ widget, ...place }) => ({ i: widget, ...place })),
      'wide',
    );
  }
  let y = 0;
  return placement.narrow.map(({ widget, h }) => {
    const item = { i: widget, x: 0, y, w: 1, h };
    y += h;
    return item;
  });
}

function compact(layout: Layout, breakpoint: Breakpoint): Layout {
  return verticalCompactor.compact(
    layout.map(({ i, x, y, w, h }) => ({ i, x, y, w, h })),
    columnsOf(breakpoint),
  );
}

function readingOrder(a: LayoutItem, b: LayoutItem): number {
  return a.y - b.y || a.x - b.x;
}

/** The document with tiles where a grid has them. */
export function withGridLayout(
  document: DashboardDocument,
  breakpoint: Breakpoint,
  layout: Layout,
): DashboardDocument {
  const bounded = layout.map((item) => ({ ...item, h: Math.min(item.h, MOST_HEIGHT) }));
  const sorted = compact(bounded, breakpoint).toSorted(readingOrder);
  const next =
    breakpoint === 'wide'
      ? {
          ...document.spec.layout,
          // Below the bound the order alone tells where a tile stands: nothing floats.
          wide: sorted.map(
            ({ i, x, y, w, h }): WidePlace => ({ widget: i, x, y: Math.min(y, LAST_ROW), w, h }),
          ),
        }
      : { ...document.spec.layout, narrow: sorted.map(({ i, h }): NarrowPlace => ({ widget: i, h })) };
  return { ...document, spec: { ...document.spec, layout: next } };
}

/** The tile after another in the order of reading, or before it where that is the last. @returns null where it is the only one */
export function besides(document: DashboardDocument, breakpoint: Breakpoint, name: string): string | null {
  const names = gridLayout(document, breakpoint)
    .toSorted(readingOrder)
    .map(({ i }) => i);
  const at = names.indexOf(name);
  return names[at + 1] ?? names[at - 1] ?? null;
}

function isSame(a: Layout, b: Layout): boolean {
  return a.every((item) => {
    const other = getLayoutItem(b, item.i);
    return other?.x === item.x && other.y === item.y && other.w === item.w && other.h === item.h;
  });
}

/**
 * Which layout is to be looked at after a step: the other one where only that one shows it.
 * @param shown the one that is looked at now
 */
export function layoutOfStep(
  before: DashboardDocument,
  after: DashboardDocument,
  shown: Breakpoint,
): Breakpoint {
  if (before.spec.widgets !== after.spec.widgets) return shown;
  const other = shown === 'wide' ? 'narrow' : 'wide';
  const isSeenIn = (breakpoint: Breakpoint) =>
    !isSame(gridLayout(before, breakpoint), gridLayout(after, breakpoint));
  return !isSeenIn(shown) && isSeenIn(other) ? other : shown;
}

/** A direction on the grid: columns to the right, rows down. */
export interface Direction {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/**
 * Moves a tile to the next place in a direction that makes a difference: a step into a higher neighbour would only be undone by the grid,
 * which lets nothing float. @returns null where there is no such place
 */
export function moved(
  layout: Layout,
  id: string,
  { x, y }: Direction,
  breakpoint: Breakpoint,
): Layout | null {
  const columns = columnsOf(breakpoint);
  const lowest = Math.max(0, ...layout.map((item) => item.y + item.h));
  for (let steps = 1; ; steps += 1) {
    const copy = layout.map((item) => ({ ...item }));
    const item = getLayoutItem(copy, id);
    if (!item) return null;
    // The grid's function writes into the items it is given.
    const from = { x: item.x, y: item.y };
    const to = { x: from.x + x * steps, y: from.y + y * steps };
    if (to.x < 0 || to.y < 0 || to.x + item.w > columns || to.y > lowest) return null;
    const next = compact(
      moveElement(copy, item, to.x, to.y, true, false, 'vertical', columns, false),
      breakpoint,
    );
    const place = getLayoutItem(next, id);
    const isThere =
      place !== undefined && (x === 0 ? (place.y - from.y) * y > 0 : (place.x - from.x) * x > 0);
    if (isThere && !isSame(next, layout)) return next;
  }
}

/** Makes a tile wider, narrower, higher or lower by one. @returns null where it cannot be */
export function resized(
  layout: Layout,
  id: string,
  { x, y }: Direction,
  breakpoint: Breakpoint,
): Layout | null {
  const item = getLayoutItem(layout, id);
  if (!item) return null;
  const w = item.w + x;
  const h = item.h + y;
  if (w < 1 || h < 1 || item.x + w > columnsOf(breakpoint) || h > MOST_HEIGHT) return null;
  return compact(
    layout.map((one) => (one.i === id ? { ...one, w, h } : one)),
    breakpoint,
  );
}

/** The first place, in reading order, where a tile of a size fits between others. */
export function freePlace(
  layout: Layout,
  size: { readonly w: number; readonly h: number },
): { x: number; y: number } {
  const w = Math.min(size.w, COLUMNS);
  for (let y = 0; ; y += 1) {
    for (let x = 0; x + w <= COLUMNS; x += 1) {
      const item = { i: '', x, y, w, h: size.h };
      // The empty name is nobody's: names in a document have a letter at least.
      if (!layout.some((one) => collides(one, item))) return { x, y };
    }
  }
}
