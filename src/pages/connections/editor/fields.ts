import * as z from 'zod/mini';
import { connectionSchemas } from '../../../config/schema.ts';

type Schema = z.core.JSONSchema.BaseSchema;

interface FieldFacts {
  /** Key in its object. */
  readonly name: string;
  /** Must be given. */
  readonly required: boolean;
  /** What holds where nothing is given; undefined where nothing does. */
  readonly preset: unknown;
}

/** One form of a value that has several. */
export interface Variant {
  /** The value itself, or the keys of an object, for its label. */
  readonly id: string;
  /** What it is at first. */
  readonly initial: unknown;
  /** Fields of an object; none where the form is one fixed value. */
  readonly of: readonly Field[];
}

/** A part of a connection's schema, as the form asks for it. */
export type Field = FieldFacts &
  (
    | { readonly kind: 'text' | 'number' | 'boolean' | 'lines' | 'json' }
    | { readonly kind: 'choice'; readonly options: readonly string[] }
    | { readonly kind: 'group' | 'rows'; readonly of: readonly Field[] }
    | { readonly kind: 'variants'; readonly variants: readonly Variant[] }
  );

function isSchema(node: unknown): node is Schema {
  return typeof node === 'object' && node !== null;
}

function membersOf(schema: Schema): readonly Field[] {
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, node]) =>
    isSchema(node) ? [fieldOf(name, node, required.includes(name))] : [],
  );
}

function variantOf(schema: Schema): Variant {
  if (schema.const !== undefined) return { id: String(schema.const), initial: schema.const, of: [] };
  const of = membersOf(schema);
  const lists = of.filter((field) => field.required && field.kind === 'lines');
  return {
    id: of[0]?.name ?? '',
    initial: Object.fromEntries(lists.map((field) => [field.name, []])),
    of,
  };
}

function fieldOf(name: string, schema: Schema, required: boolean): Field {
  const facts = { name, required, preset: schema.default };
  const variants = (schema.anyOf ?? schema.oneOf)?.filter(isSchema);
  if (variants) return { ...facts, kind: 'variants', variants: variants.map(variantOf) };
  if (schema.enum) return { ...facts, kind: 'choice', options: schema.enum.map(String) };
  switch (schema.type) {
    case 'string':
      return { ...facts, kind: 'text' };
    case 'number':
    case 'integer':
      return { ...facts, kind: 'number' };
    case 'boolean':
      return { ...facts, kind: 'boolean' };
    case 'object':
      return { ...facts, kind: 'group', of: membersOf(schema) };
    case 'array': {
      const { items } = schema;
      if (!isSchema(items) || Array.isArray(items)) return { ...facts, kind: 'json' };
      if (items.type === 'string') return { ...facts, kind: 'lines' };
      return items.type === 'object'
        ? { ...facts, kind: 'rows', of: membersOf(items) }
        : { ...facts, kind: 'json' };
    }
    default:
      // Any JSON.
      return { ...facts, kind: 'json' };
  }
}

/** Asked for by the form itself, in its own words. */
const BY_HAND: ReadonlySet<string> = new Set(['id', 'name', 'protocol', 'transport', 'url', 'credentials']);
/** Good as they are nearly always. */
const ADVANCED: ReadonlySet<string> = new Set([
  'staleAfterSeconds',
  'silenceSeconds',
  'commandRole',
  'history',
  'rooms',
]);

/** What the form asks for one protocol. */
export interface ConnectionFields {
  /** Of the protocol, what must be given first. */
  readonly own: readonly Field[];
  /** Good as they are nearly always. */
  readonly advanced: readonly Field[];
}

/** Fields of a protocol's connections, made from their schema. */
export function fieldsOf(protocol: string): ConnectionFields {
  const schema = connectionSchemas.get(protocol);
  const all = schema ? membersOf(z.toJSONSchema(schema, { io: 'input' })) : [];
  const asked = all.filter(({ name }) => !BY_HAND.has(name));
  // What holds something already need not be seen, but lists are for what a back end does not tell.
  const isAdvanced = ({ name, preset, kind }: Field) =>
    ADVANCED.has(name) || (preset !== undefined && kind !== 'rows' && kind !== 'group');
  const own = asked.filter((field) => !isAdvanced(field));
  return {
    own: [...own.filter((field) => field.required), ...own.filter((field) => !field.required)],
    advanced: asked.filter(isAdvanced),
  };
}
