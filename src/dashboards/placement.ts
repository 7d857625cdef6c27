import { COLUMNS, type DashboardDocument, LAST_ROW, type NarrowPlace, type WidePlace } from './schema.ts';

/** Height, in rows, of a widget that no layout mentions. */
const UNPLACED_HEIGHT = 6;
const UNPLACED_WIDTH = 6;

/** Where every widget of a dashboard goes. */
export interface Placement {
  /** In reading order: top to bottom, then left to right. */
  readonly wide: readonly WidePlace[];
  readonly narrow: readonly NarrowPlace[];
  /** Names in a layout that no widget has. */
  readonly unknown: readonly string[];
  /** Names of widgets that stand elsewhere than the layout says: it would have them over another one, or out of the grid. */
  readonly movedOn: readonly string[];
}

/** Every widget gets one place in each layout: one that a layout forgot goes to its end instead of being lost. */
export function placementOf({ spec: { widgets, layout } }: DashboardDocument): Placement {
  const ids = Object.keys(widgets);
  const named = [...layout.wide, ...(layout.narrow ?? [])].map((place) => place.widget);
  const unknown = [...new Set(named)].filter((id) => !ids.includes(id));

  const { places: wide, movedOn } = apart(firstPlaces(layout.wide, ids).sort(readingOrder));
  let bottom = Math.max(0, ...wide.map((place) => place.y + place.h));
  for (const widget of missing(wide, ids)) {
    wide.push({ widget, x: 0, y: bottom, w: UNPLACED_WIDTH, h: UNPLACED_HEIGHT });
    bottom += UNPLACED_HEIGHT;
  }
  const narrow = firstPlaces(layout.narrow ?? [], ids);
  const left = new Set(missing(narrow, ids));
  for (const { widget, h } of wide) if (left.has(widget)) narrow.push({ widget, h });
  return { wide, narrow, unknown, movedOn };
}

function readingOrder(a: WidePlace, b: WidePlace): number {
  return a.y - b.y || a.x - b.x;
}

/**
 * Places of which none lies over another or leaves the grid: what would goes down, as it does in the editor, until nothing is in its way. A good
 * layout stays as it is, its gaps too.
 * @param places in reading order
 */
function apart(places: readonly WidePlace[]): { places: WidePlace[]; movedOn: string[] } {
  const taken: WidePlace[] = [];
  const movedOn: string[] = [];
  for (const place of places) {
    const x = Math.min(place.x, COLUMNS - place.w);
    const inColumns = taken.filter((one) => one.x < x + place.w && x < one.x + one.w);
    let { y } = place;
    for (;;) {
      const top = y;
      const inTheWay = inColumns.filter((one) => one.y < top + place.h && top < one.y + one.h);
      if (inTheWay.length === 0) break;
      y = Math.min(...inTheWay.map((one) => one.y + one.h));
    }
    // A long dashboard says no more than that of what stands further down.
    if (x !== place.x || (y !== place.y && place.y < LAST_ROW)) movedOn.push(place.widget);
    taken.push({ ...place, x, y });
  }
  return { places: taken.sort(readingOrder), movedOn };
}

function firstPlaces<Place extends { readonly widget: string }>(
  places: readonly Place[],
  ids: readonly string[],
): Place[] {
  return places.filter(
    (place, index) =>
      ids.includes(place.widget) && places.findIndex((one) => one.widget === place.widget) === index,
  );
}

function missing(places: readonly { readonly widget: string }[], ids: readonly string[]): string[] {
  return ids.filter((id) => !places.some((place) => place.widget === id));
}
