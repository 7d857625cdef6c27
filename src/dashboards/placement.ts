import type { DashboardDocument, NarrowPlace, WidePlace } from './schema.ts';

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
}

/** Every widget gets one place in each layout: one that a layout forgot goes to its end instead of being lost. */
export function placementOf({ spec: { widgets, layout } }: DashboardDocument): Placement {
  const ids = Object.keys(widgets);
  const named = [...layout.wide, ...(layout.narrow ?? [])].map((place) => place.widget);
  const unknown = [...new Set(named)].filter((id) => !ids.includes(id));

  const wide = firstPlaces(layout.wide, ids).sort((a, b) => a.y - b.y || a.x - b.x);
  let bottom = Math.max(0, ...wide.map((place) => place.y + place.h));
  for (const widget of missing(wide, ids)) {
    wide.push({ widget, x: 0, y: bottom, w: UNPLACED_WIDTH, h: UNPLACED_HEIGHT });
    bottom += UNPLACED_HEIGHT;
  }
  const narrow = firstPlaces(layout.narrow ?? [], ids);
  const left = new Set(missing(narrow, ids));
  for (const { widget, h } of wide) if (left.has(widget)) narrow.push({ widget, h });
  return { wide, narrow, unknown };
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
