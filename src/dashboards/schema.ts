import * as z from 'zod/mini';
import { windowOption } from '../widgets/time/presets.ts';
import { variables } from './variables/schema.ts';

/** The newest version of the document. Each earlier one has a migration. */
export const VERSION = 2;
/** Columns of the wide grid. */
export const COLUMNS = 12;
/** The last row that a tile can begin at. */
export const LAST_ROW = 1000;
/** A document comes from a file or a link: nothing in it may grow without end. */
const MOST_WIDGETS = 500;
/** Characters of a title, a tag, an id. */
export const LONGEST_NAME = 200;

export const name = z.string().check(z.minLength(1), z.maxLength(LONGEST_NAME));
const cells = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));

/**
 * Part of an address: browsers take `.` and `..` for folders, servers a slash and what stands for one for more parts than there are, and half a
 * surrogate pair can stand in none.
 */
const id = name.check(
  z.regex(/^(?!\.{1,2}$)[^\p{Cc}\p{Cs}/\\%?#]+$/u, {
    error: 'expected an id that an address can hold: neither . nor .., and without / \\ % ? #',
  }),
);

/** Options are the widget's own: they are checked where the widget is shown, so that one bad widget stays one. */
const widget = z.strictObject({ type: name, title: name, options: z._default(z.unknown(), {}) });

const widePlace = z.strictObject({
  widget: name,
  x: cells(0, COLUMNS - 1),
  y: cells(0, LAST_ROW),
  w: cells(1, COLUMNS),
  h: cells(1, 100),
});
const narrowPlace = z.strictObject({ widget: name, h: cells(1, 100) });

const metadata = z.strictObject({
  id,
  title: name,
  tags: z._default(z.array(name).check(z.maxLength(30)), []),
});

const layout = z.strictObject({
  wide: z.array(widePlace).check(z.maxLength(2 * MOST_WIDGETS)),
  /** One column; absent: the wide layout's order and heights. */
  narrow: z.optional(z.array(narrowPlace).check(z.maxLength(2 * MOST_WIDGETS))),
});

/** The document with a schema of one's own for its widgets: the JSON schema also describes the options of each kind. */
export function documentSchemaOf<Widget extends z.core.$ZodType>(entry: Widget) {
  return z.strictObject({
    $schema: z.optional(z.string()),
    kind: z.literal('signalbox/dashboard'),
    version: z.literal(VERSION),
    metadata,
    spec: z.strictObject({
      widgets: z
        .record(name, entry)
        .check(
          z.refine(
            (widgets) => Object.keys(widgets).length <= MOST_WIDGETS,
            `expected at most ${MOST_WIDGETS} widgets`,
          ),
        ),
      layout,
      /** The time window of the charts until a person chooses another. */
      window: z.optional(windowOption),
      variables: z._default(variables, []),
    }),
  });
}

export const documentSchema = documentSchemaOf(widget);

/** A dashboard, as it stands in a file. */
export type DashboardDocument = z.infer<typeof documentSchema>;
/** A widget of a dashboard; only `type` and `title` have been checked. */
export type WidgetEntry = z.infer<typeof widget>;
export type WidePlace = z.infer<typeof widePlace>;
export type NarrowPlace = z.infer<typeof narrowPlace>;

/** Whether a dashboard can have this id. */
export function isGoodId(text: unknown): boolean {
  return z.safeParse(id, text).success;
}

/** A dashboard with nothing on it. */
export function emptyDashboard(id: string, title: string): DashboardDocument {
  return {
    kind: 'signalbox/dashboard',
    version: VERSION,
    metadata: { id, title, tags: [] },
    spec: { widgets: {}, layout: { wide: [] }, variables: [] },
  };
}
