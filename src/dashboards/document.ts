import * as z from 'zod/mini';
import { problemsOf } from '../model/problems.ts';
import { windowOption } from '../widgets/time/presets.ts';

/** The newest version of the document that this page reads. */
const VERSION = 1;
/** Columns of the wide grid. */
export const COLUMNS = 12;

const name = z.string().check(z.minLength(1));
const cells = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));

/** Options are the widget's own: they are checked where the widget is shown, so that one bad widget stays one. */
const widget = z.strictObject({ type: name, title: name, options: z._default(z.unknown(), {}) });

const widePlace = z.strictObject({
  widget: name,
  x: cells(0, COLUMNS - 1),
  y: cells(0, 1000),
  w: cells(1, COLUMNS),
  h: cells(1, 100),
});
const narrowPlace = z.strictObject({ widget: name, h: cells(1, 100) });

const documentSchema = z.strictObject({
  $schema: z.optional(z.string()),
  kind: z.literal('signalbox/dashboard'),
  version: z.literal(VERSION),
  metadata: z.strictObject({
    id: name,
    title: name,
    tags: z.optional(z.array(name)),
  }),
  spec: z.strictObject({
    widgets: z.record(z.string(), widget),
    layout: z.strictObject({
      wide: z.array(widePlace),
      /** One column; absent: the wide layout's order and heights. */
      narrow: z.optional(z.array(narrowPlace)),
    }),
    /** The time window of the charts until a person chooses another. */
    window: z.optional(windowOption),
    /** Kept for widgets that will refer to them. */
    variables: z.optional(z.record(z.string(), z.unknown())),
  }),
});

/** A dashboard, as it stands in a file. */
export type DashboardDocument = z.infer<typeof documentSchema>;
export type WidePlace = z.infer<typeof widePlace>;
export type NarrowPlace = z.infer<typeof narrowPlace>;

/** A document that can be shown, or what is wrong with it, one sentence each. */
export type ReadDocument =
  | { readonly ok: true; readonly document: DashboardDocument }
  | { readonly ok: false; readonly problems: readonly string[] };

function newerVersion(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('version' in value)) return null;
  return typeof value.version === 'number' && value.version > VERSION ? value.version : null;
}

/** Checks a parsed JSON value. Never throws. */
export function readDocument(value: unknown): ReadDocument {
  const newer = newerVersion(value);
  if (newer !== null) {
    const words = `version: this dashboard has version ${newer}, and this page reads up to ${VERSION}. Update Signalbox.`;
    return { ok: false, problems: [words] };
  }
  const parsed = z.safeParse(documentSchema, value, { reportInput: true });
  return parsed.success
    ? { ok: true, document: parsed.data }
    : { ok: false, problems: problemsOf(parsed.error) };
}
