import * as z from 'zod/mini';
import { write } from '../../ui/text.ts';
import { describeOptions } from '../../widgets/option-words.ts';
import { windowOption } from '../../widgets/time/presets.ts';
import type { DashboardDocument } from '../schema.ts';
import { variables } from '../variables/schema.ts';
import { fieldsOf } from './form/fields.ts';

const name = z.string().check(z.minLength(1), z.maxLength(200));
const common = { title: name, tags: z.array(name).check(z.maxLength(30)), window: z.optional(windowOption) };

/** What can be set of a dashboard itself, as it has to be. */
export const dashboardSettings = z.strictObject({ ...common, variables });
const { shape } = dashboardSettings;

/** A variable as a form has it: all that any kind of variable has. */
const anyVariable = z.strictObject({
  name,
  kind: z.enum(['device', 'connection', 'room', 'text']),
  label: z.optional(name),
  default: z.optional(name),
  connection: z.optional(name),
  quantity: z.optional(name),
  room: z.optional(name),
  options: z.optional(z.array(name)),
});

/** {@link dashboardSettings} as a form has them. */
export const dashboardForm = z.strictObject({
  ...common,
  variables: z._default(z.array(anyVariable).check(z.maxLength(20)), []),
});

describeOptions(dashboardForm, {
  title: { title: 'Title' },
  tags: { title: 'Tags', item: 'Tag', add: 'Add a tag', description: 'Words to find it by.' },
  window: { title: 'Time window', description: 'Of the charts, until a person chooses another.' },
  variables: {
    title: 'Variables',
    item: 'Variable',
    add: 'Add a variable',
    description: 'Chosen once above the dashboard; options refer to them by $name.',
  },
});

describeOptions(anyVariable, {
  name: { title: 'Name', description: 'What options call it after the dollar: device, room_2.' },
  kind: { title: 'What is chosen' },
  label: { title: 'Label', description: 'Beside the picker; otherwise the name.' },
  default: { title: 'Default', description: 'Until a person chooses.' },
  connection: { title: 'Only of the connection', description: 'For devices: an id, or another variable.' },
  quantity: { title: 'Only with the quantity', description: 'For devices.' },
  room: { title: 'Only of the room', description: 'For devices: a name, or another variable.' },
  options: {
    title: 'Suggestions',
    item: 'Suggestion',
    add: 'Add a suggestion',
    description: 'For rooms and texts.',
  },
});

/** Which of the filters and suggestions a kind of variable has. */
const ITS_OWN: Readonly<Record<string, readonly string[]>> = {
  device: ['connection', 'quantity', 'room'],
  room: ['options'],
  text: ['options'],
};
const OF_SOME = ['connection', 'quantity', 'room', 'options'];

/** What can be set, each on its own: one that cannot be the document's yet keeps none of the others from it. */
const PARTS = ['title', 'tags', 'window', 'variables'] as const;

/** Settings by name; one that is not set is not among them. */
export type Settings = Readonly<Partial<Record<(typeof PARTS)[number], unknown>>>;

/** The settings of a dashboard, each the document's own. */
export function settingsOf({ metadata, spec }: DashboardDocument): Settings {
  const { title, tags } = metadata;
  return { title, tags, ...(spec.window && { window: spec.window }), variables: spec.variables };
}

/** What a form holds. */
export interface Typed {
  readonly values: unknown;
  /** The document's settings when it was typed. */
  readonly of: Settings;
}

/** What was typed into a form; of a setting that has been changed elsewhere since, by an undo for one, what it is now. */
export function typedOver(now: Settings, { values, of }: Typed): unknown {
  if (typeof values !== 'object' || values === null) return now;
  const its: Settings = values;
  const merged = PARTS.flatMap((part) => {
    const value = of[part] === now[part] ? its[part] : now[part];
    return value === undefined ? [] : [[part, value] as const];
  });
  return Object.fromEntries(merged);
}

/** What a form holds, without what does not belong to a variable's kind. */
export function cleaned(values: unknown): unknown {
  if (typeof values !== 'object' || values === null || !('variables' in values)) return values;
  const all: readonly unknown[] = Array.isArray(values.variables) ? values.variables : [];
  const kept = all.map((one) => {
    if (typeof one !== 'object' || one === null || !('kind' in one)) return one;
    const own = ITS_OWN[String(one.kind)] ?? [];
    return Object.fromEntries(
      Object.entries(one).filter(([key]) => !OF_SOME.includes(key) || own.includes(key)),
    );
  });
  return { ...values, variables: kept };
}

/** What a form holds, setting by setting, without what does not belong to a variable's kind. */
function partsOf(values: unknown): Settings {
  const clean = cleaned(values);
  return typeof clean === 'object' && clean !== null ? clean : {};
}

/** The names of those settings that cannot be a document's, for people. */
export function notTaken(values: unknown): readonly string[] {
  const parts = partsOf(values);
  const wrong = PARTS.filter((part) => !z.safeParse(shape[part], parts[part]).success);
  return fieldsOf(dashboardForm).flatMap(({ name: field, title }) =>
    wrong.some((part) => part === field) ? [write(title)] : [],
  );
}

/** A setting as it was typed; as it was where that says the same, or cannot be a document's. */
function taken<Schema extends z.core.$ZodType>(
  schema: Schema,
  value: unknown,
  old: z.output<Schema>,
): z.output<Schema> {
  const read = z.safeParse(schema, value);
  return read.success && JSON.stringify(read.data) !== JSON.stringify(old) ? read.data : old;
}

/** The document with other settings; those that cannot be a document's stay as they were. The very same where nothing is changed. */
export function withSettings(document: DashboardDocument, values: unknown): DashboardDocument {
  const { metadata, spec } = document;
  const parts = partsOf(values);
  const title = taken(shape.title, parts.title, metadata.title);
  const tags = taken(shape.tags, parts.tags, metadata.tags);
  const window = taken(shape.window, parts.window, spec.window);
  const all = taken(shape.variables, parts.variables, spec.variables);
  const isSame =
    title === metadata.title && tags === metadata.tags && window === spec.window && all === spec.variables;
  if (isSame) return document;
  const { window: _old, ...others } = spec;
  return {
    ...document,
    metadata: { ...metadata, title, tags },
    spec: { ...others, ...(window && { window }), variables: all },
  };
}
