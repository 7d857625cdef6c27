import * as z from 'zod/mini';
import { optionWords } from '../../../widgets/option-words.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** What a text names, where it names something that can be heard of. */
export type Named = 'connection' | 'device' | 'quantity' | 'property';

/** What a value can be, and how it is set. */
export type Kind =
  | { readonly kind: 'text'; readonly longest: number; readonly named: Named | null }
  | { readonly kind: 'number'; readonly isWhole: boolean; readonly least?: number; readonly most?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** Any JSON value. */
  | { readonly kind: 'json' }
  | { readonly kind: 'list'; readonly item: Kind; readonly least: number; readonly most: number }
  /** `ref`: it names a series or an actuator, with what else belongs to it. */
  | { readonly kind: 'group'; readonly fields: readonly Field[]; readonly ref: 'series' | 'actuator' | null }
  /** One of several groups. */
  | { readonly kind: 'forms'; readonly forms: readonly Kind[] };

/** One option of an object, as a form has it. */
export interface Field {
  readonly name: string;
  readonly title: string;
  /** '' where the title says it all. */
  readonly help: string;
  /** What one of a list is called. */
  readonly item: string;
  /** The button for one more. */
  readonly add: string;
  readonly isRequired: boolean;
  /** What holds when nothing is set; undefined where that means nothing at all. */
  readonly otherwise: unknown;
  readonly type: Kind;
}

const LONGEST_TEXT = 2000;
const NAMED: readonly string[] = ['connection', 'device', 'quantity', 'property'] satisfies readonly Named[];

function isNamed(name: string): name is Named {
  return NAMED.includes(name);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The words that an object's schema has for one of its options. */
function wordsOf(
  schema: Schema,
  name: string,
): { readonly title: string; readonly help: string; readonly item: string; readonly add: string } {
  const { fields } = schema;
  const its = isSchema(fields) ? fields[name] : undefined;
  if (!isSchema(its)) return { title: name, help: '', item: 'Item', add: 'Add an item' };
  const item = typeof its.item === 'string' ? its.item : 'Item';
  const add = typeof its.add === 'string' ? its.add : 'Add an item';
  return { title: its.title ?? name, help: its.description ?? '', item, add };
}

function groupOf(schema: Schema): Kind {
  const names = Object.keys(schema.properties ?? {});
  const isRef = names.includes('connection') && names.includes('device');
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, one]): Field[] => {
    if (!isSchema(one)) return [];
    const { title, help, item, add } = wordsOf(schema, name);
    const isRequired = schema.required?.includes(name) ?? false;
    const named = names.includes('connection') && isNamed(name) ? name : null;
    return [
      { name, title, help, item, add, isRequired, otherwise: one.default, type: kindOf(one, name, named) },
    ];
  });
  const ref = isRef
    ? names.includes('quantity')
      ? 'series'
      : names.includes('property')
        ? 'actuator'
        : null
    : null;
  return { kind: 'group', fields, ref };
}

function kindOf(schema: Schema, name: string, named: Named | null = null): Kind {
  if (schema.enum) return { kind: 'choice', choices: schema.enum.map(String) };
  if (schema.anyOf && !schema.$ref) {
    return { kind: 'forms', forms: schema.anyOf.flatMap((one) => (isSchema(one) ? kindOf(one, name) : [])) };
  }
  switch (schema.type) {
    case 'string':
      return { kind: 'text', longest: schema.maxLength ?? LONGEST_TEXT, named };
    case 'number':
    case 'integer': {
      const { minimum: least, maximum: most } = schema;
      const bounds = { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
      return { kind: 'number', isWhole: schema.type === 'integer', ...bounds };
    }
    case 'boolean':
      return { kind: 'boolean' };
    case 'array': {
      const { items } = schema;
      // A list of connections is one of their names.
      const item = isSchema(items)
        ? kindOf(items, name, name === 'connections' ? 'connection' : null)
        : ({ kind: 'json' } as const);
      return { kind: 'list', item, least: schema.minItems ?? 0, most: schema.maxItems ?? 100 };
    }
    case 'object':
      return schema.properties ? groupOf(schema) : { kind: 'json' };
    default:
      return { kind: 'json' };
  }
}

const known = new WeakMap<z.core.$ZodType, readonly Field[]>();

/** The fields of a form for what an object schema describes, in its order; words come from the schema's metadata. */
export function fieldsOf(schema: z.core.$ZodType): readonly Field[] {
  let fields = known.get(schema);
  if (!fields) {
    const type = kindOf(
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', metadata: optionWords }),
      '',
    );
    fields = type.kind === 'group' ? type.fields : [];
    known.set(schema, fields);
  }
  return fields;
}

/** What a new item of a list is before anything is set. */
export function blank(type: Kind): unknown {
  switch (type.kind) {
    case 'text':
      return '';
    case 'number':
      return type.least ?? 0;
    case 'boolean':
      return false;
    case 'choice':
      return type.choices[0] ?? '';
    case 'json':
      return null;
    case 'list':
      return Array.from({ length: type.least }, () => blank(type.item));
    case 'group':
      return Object.fromEntries(
        type.fields.filter((field) => field.isRequired).map((field) => [field.name, blank(field.type)]),
      );
    case 'forms':
      return type.forms[0] ? blank(type.forms[0]) : null;
  }
}

/** Which of several groups a value has the form of: the first that has all its names and requires none that it lacks, else the first. */
export function formOf(forms: readonly Kind[], value: unknown): number {
  const names = isSchema(value) ? Object.keys(value) : [];
  const fits = forms.findIndex(
    (form) =>
      form.kind === 'group' &&
      names.every((name) => form.fields.some((field) => field.name === name)) &&
      form.fields.every((field) => !field.isRequired || names.includes(field.name)),
  );
  return Math.max(0, fits);
}
