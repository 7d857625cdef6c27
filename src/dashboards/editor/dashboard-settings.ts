import * as z from 'zod/mini';
import { describeOptions } from '../../widgets/option-words.ts';
import { windowOption } from '../../widgets/time/presets.ts';
import type { DashboardDocument } from '../schema.ts';
import { variables } from '../variables/schema.ts';

const name = z.string().check(z.minLength(1), z.maxLength(200));
const common = { title: name, tags: z.array(name).check(z.maxLength(30)), window: z.optional(windowOption) };

/** What can be set of a dashboard itself, as it has to be. */
export const dashboardSettings = z.strictObject({ ...common, variables });

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

/** The settings of a dashboard. */
export function settingsOf({ metadata, spec }: DashboardDocument): unknown {
  const { title, tags } = metadata;
  return { title, tags, ...(spec.window && { window: spec.window }), variables: spec.variables };
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

/** The document with other settings; as it was where they cannot be a document's. */
export function withSettings(document: DashboardDocument, values: unknown): DashboardDocument {
  const read = z.safeParse(dashboardSettings, cleaned(values));
  if (!read.success) return document;
  const { title, tags, window, variables: all } = read.data;
  const { window: _old, ...spec } = document.spec;
  return {
    ...document,
    metadata: { ...document.metadata, title, tags },
    spec: { ...spec, ...(window && { window }), variables: all },
  };
}
