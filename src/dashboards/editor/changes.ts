import { placementOf } from '../placement.ts';
import { type DashboardDocument, LONGEST_NAME, type WidgetEntry } from '../schema.ts';
import { freePlace, gridLayout, withGridLayout } from './layout.ts';

/** A widget on its way into a dashboard, with the size it would have. */
export interface Placed {
  readonly entry: WidgetEntry;
  readonly size: { readonly w: number; readonly h: number };
  /** Its height on narrow screens, where that is another matter than on wide ones. */
  readonly narrowHeight?: number;
}

type Spec = DashboardDocument['spec'];

function withSpec(document: DashboardDocument, change: Partial<Spec>): DashboardDocument {
  return { ...document, spec: { ...document.spec, ...change } };
}

/** A name in the map of widgets that nobody has yet: `switch`, `switch-2`, … */
export function freeName(document: DashboardDocument, type: string): string {
  const taken = new Set(Object.keys(document.spec.widgets));
  // Some names mean something to every object.
  const base = /^[a-z][a-z0-9-]*$/.test(type) && type !== 'constructor' ? type.slice(0, 60) : 'widget';
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(name)) return name;
  }
}

/** With a title that a document may have: one made of what a device calls itself and what it measures may be longer. */
export function titled<Entry extends WidgetEntry>(entry: Entry): Entry {
  return { ...entry, title: entry.title.slice(0, LONGEST_NAME) };
}

/** Adds widgets where they fit. @returns the names they got, in the order given */
export function added(
  document: DashboardDocument,
  all: readonly Placed[],
): { readonly document: DashboardDocument; readonly names: readonly string[] } {
  let next = document;
  const names: string[] = [];
  for (const { entry, size, narrowHeight = size.h } of all) {
    const name = freeName(next, entry.type);
    // As it is seen here: a file may have gaps between its tiles, in which nothing looks free.
    const layout = gridLayout(next, 'wide');
    const { narrow } = next.spec.layout;
    const grown = withSpec(next, {
      widgets: { ...next.spec.widgets, [name]: titled(entry) },
      layout: {
        ...next.spec.layout,
        ...(narrow && { narrow: [...narrow, { widget: name, h: narrowHeight }] }),
      },
    });
    next = withGridLayout(grown, 'wide', [...layout, { i: name, ...size, ...freePlace(layout, size) }]);
    names.push(name);
  }
  return { document: next, names };
}

function without<Place extends { readonly widget: string }>(places: readonly Place[], name: string): Place[] {
  return places.filter((place) => place.widget !== name);
}

/** Takes a widget out, and out of the layouts. */
export function removed(document: DashboardDocument, name: string): DashboardDocument {
  const { [name]: _gone, ...widgets } = document.spec.widgets;
  const { wide, narrow } = document.spec.layout;
  return withSpec(document, {
    widgets,
    layout: { wide: without(wide, name), ...(narrow && { narrow: without(narrow, name) }) },
  });
}

/** A widget of a dashboard. A name may be one that every object has. */
export function entryOf({ spec: { widgets } }: DashboardDocument, name: string): WidgetEntry | undefined {
  return Object.hasOwn(widgets, name) ? widgets[name] : undefined;
}

/** A widget as it stands, with its size in both layouts: for a duplicate or the clipboard. */
export function placedOf(document: DashboardDocument, name: string): Placed | null {
  const entry = entryOf(document, name);
  const place = placementOf(document).wide.find(({ widget }) => widget === name);
  const narrow = document.spec.layout.narrow?.find(({ widget }) => widget === name);
  if (!entry || !place) return null;
  return { entry, size: { w: place.w, h: place.h }, ...(narrow && { narrowHeight: narrow.h }) };
}

/** Puts another entry in a widget's place. */
export function withEntry(document: DashboardDocument, name: string, entry: WidgetEntry): DashboardDocument {
  if (!entryOf(document, name)) return document;
  return withSpec(document, { widgets: { ...document.spec.widgets, [name]: entry } });
}
